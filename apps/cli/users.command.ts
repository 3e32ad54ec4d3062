import { Command } from 'commander';
import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { localUsers, ROLES, tokenDigest } from '#libs/access';
import { configurationFrom, dataFolder, dayOf, now } from '#libs/platform';
import { say } from './say.js';

type Options = Readonly<{
  id: string;
  name: string;
  roles: string;
  team?: string;
  until?: string;
  system?: boolean;
}>;

const TOKEN_BYTES = 24;

const rolesHelp = (): string =>
  [
    '',
    'Roles:',
    ...Object.entries(ROLES).map(([role, { meaning }]) => `  ${role}: ${meaning}`),
  ].join('\n');

export const usersCommand = (): Command =>
  new Command('users')
    .description('Who may use the service.')
    .addCommand(
      new Command('add')
        .description(
          'Let somebody in, and print the token. It is shown once: only its hash is kept.',
        )
        .requiredOption('--id <id>', 'opaque; it is what entries and the access log hold, for good')
        .requiredOption('--name <name>', 'for pages only')
        .requiredOption('--roles <roles>', 'apart by commas; the first is the one acted in')
        .option('--team <team>', 'the team, by its id')
        .option('--until <day>', 'the last day, YYYY-MM-DD')
        .option('--system', 'another system, not a person')
        .addHelpText('after', rolesHelp())
        .action(addUser),
    );

const addUser = (options: Options): void => {
  const configuration = configurationFrom(process.env);
  const file = configuration.usersFile ?? dataFolder(configuration.dataDir).users;
  const users = usersIn(file);
  const token = randomBytes(TOKEN_BYTES).toString('base64url');
  write(file, [...users, userOf(options, tokenDigest(token).toString('hex'))]);
  say(`${options.id} was added to ${file}. A running server knows it after a restart.`);
  say(`Token, shown this once: ${token}`);
};

const userOf = ({ id, name, roles, team, until, system }: Options, tokenHash: string) => ({
  ...{ id, name, roles: roles.split(',').map((role) => role.trim()) },
  ...(team === undefined ? {} : { team }),
  ...(until === undefined ? {} : { until }),
  ...(system ? { source: 'integration' } : {}),
  tokenHash,
});

const usersIn = (file: string): readonly unknown[] => {
  if (!existsSync(file)) return [];
  checked(file);
  return (JSON.parse(readFileSync(file, 'utf8')) as Readonly<{ users: readonly unknown[] }>).users;
};

/** @throws MalformedUsersFile */
const checked = (file: string): void => {
  localUsers({ file, today: () => dayOf(now()) });
};

/** Puts the new list in the place of the old one at one stroke, and only a list that can be used. */
const write = (file: string, users: readonly unknown[]): void => {
  const beside = `${file}.new`;
  writeFileSync(beside, `${JSON.stringify({ users }, null, 2)}\n`, { mode: 0o600 });
  try {
    checked(beside);
    renameSync(beside, file);
  } finally {
    rmSync(beside, { force: true });
  }
};
