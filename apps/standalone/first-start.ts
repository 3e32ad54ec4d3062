import { randomBytes } from 'node:crypto';
import { existsSync, writeFileSync } from 'node:fs';
import { createInterface } from 'node:readline/promises';
import { ROLES } from '#libs/access';
import { dataFolder, dayOf, now, type Configuration, type Service } from '#libs/platform';
import { simulate, simulatedUsers, smallAuthority } from '#libs/simulation';

/** What is put into an empty data folder, and the token to try it with. */
export type FirstStart = Readonly<{ fill: 'simulated' | 'nothing'; token: string }>;

/**
 * Where nobody can be let in yet, somebody has to be; and on an empty folder there should be something
 * to see. Returns undefined where there are users already.
 */
export const firstStart = async (
  configuration: Configuration,
  asks: (question: string) => Promise<string> = askPerson,
): Promise<FirstStart | undefined> => {
  const folder = dataFolder(configuration.dataDir);
  if (configuration.usersFile !== undefined || existsSync(folder.users)) return undefined;
  // What was imported before anybody was let in is real: nothing made up is added to it.
  // A log in a server may hold somebody’s records: nothing made up goes there.
  const empty = configuration.eventStoreUrl === undefined && !existsSync(folder.log);
  const fill = empty && (await wantsSimulation(configuration, asks)) ? 'simulated' : 'nothing';
  const token = randomBytes(24).toString('base64url');
  const users = fill === 'simulated' ? simulatedUsers(timeOf()) : firstUser(token);
  writeFileSync(folder.users, `${JSON.stringify(users, null, 2)}\n`, { mode: 0o600, flag: 'wx' });
  return { fill, token: fill === 'simulated' ? 'demo-caseworker-token' : token };
};

const timeOf = () => ({ years: smallAuthority.years, until: dayOf(now()) });

/** Tells the years of a small made-up authority, through the same commands as people use. */
export const fillWithSimulation = async (
  { journeys: { ports } }: Service,
  onProgress: (share: number, events: number) => void,
): Promise<void> => {
  await simulate(ports, {
    ...smallAuthority,
    ...timeOf(),
    onProgress: ({ days, ofDays, events }) => onProgress(days / ofDays, events),
  });
};

const wantsSimulation = async (
  { whenEmpty, dataDir }: Configuration,
  asks: (question: string) => Promise<string>,
): Promise<boolean> => {
  if (whenEmpty !== 'ask') return whenEmpty === 'simulate';
  if (!process.stdin.isTTY) return true;
  const answer = await asks(
    `There is nothing in ${dataDir} yet. Fill it with a small made-up authority to look at? [Y/n] `,
  );
  return !/^n/i.test(answer.trim());
};

const askPerson = async (question: string): Promise<string> => {
  const lines = createInterface({ input: process.stdin, output: process.stdout });
  try {
    return await lines.question(question);
  } finally {
    lines.close();
  }
};

/** One person in every role, named by the header `acting-role`; to be replaced by real ones. */
const firstUser = (token: string) => ({
  users: [{ id: 'first-user', name: 'First user', roles: Object.keys(ROLES), token }],
});
