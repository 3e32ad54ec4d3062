import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import type { LocalDate } from '#libs/event-sourcing';
import { ROLES, type Role } from './roles.js';

/** The list of users cannot be used. Nobody was let in. The message shows no token. */
export class MalformedUsersFile extends Error {
  override readonly name = 'MalformedUsersFile';
  constructor(file: string, problems: string) {
    super(
      `The list of users ${file} cannot be used:\n${problems}\n` +
        'Each user has id, name, roles, and token or tokenHash; may have team, until, source.',
    );
  }
}

export type LocalUser = Readonly<{
  id: string;
  name: string;
  roles: readonly [Role, ...Role[]];
  team?: string | undefined;
  /** SHA-256 of the token; a leaver may have none. */
  tokenHash?: Buffer | undefined;
  /** The last day. */
  until?: LocalDate | undefined;
  source: 'user' | 'integration';
}>;

const MIN_TOKEN_CHARACTERS = 12;
const ID = /^[\w.:-]{1,100}$/;
const NO_ID = 'must be 1 to 100 letters, digits or . : _ -';
const ROLE_NAMES = Object.keys(ROLES) as [Role, ...Role[]];

const user = z
  .strictObject({
    id: z.string().regex(ID, NO_ID),
    name: z.string().min(1),
    roles: z.tuple([z.enum(ROLE_NAMES)], z.enum(ROLE_NAMES)),
    // It goes into events and the access log, which take ids only.
    team: z.string().regex(ID, NO_ID).optional(),
    token: z.string().min(MIN_TOKEN_CHARACTERS).optional(),
    tokenHash: z
      .string()
      .regex(/^[0-9a-f]{64}$/, 'must be a SHA-256 in small hexadecimal letters')
      .optional(),
    until: z.iso.date().optional(),
    source: z.enum(['user', 'integration']).default('user'),
  })
  .refine(({ token, tokenHash }) => token === undefined || tokenHash === undefined, {
    error: 'has both token and tokenHash: give one',
  })
  .refine(
    ({ token, tokenHash, until }) =>
      token !== undefined || tokenHash !== undefined || until !== undefined,
    { error: 'has no token or tokenHash, and is no leaver' },
  );

const users = z
  .strictObject({ users: z.array(user) })
  .refine((list) => distinct(list.users.map(({ id }) => id)), {
    error: 'two users have the same id',
  })
  .refine((list) => distinct(list.users.flatMap((one) => hashOf(one)?.toString('hex') ?? [])), {
    error: 'two users have the same token',
  });

const distinct = (values: readonly string[]): boolean => new Set(values).size === values.length;

type Tokens = Readonly<{ token?: string | undefined; tokenHash?: string | undefined }>;

const hashOf = ({ token, tokenHash }: Tokens): Buffer | undefined => {
  if (token !== undefined) return tokenDigest(token);
  return tokenHash === undefined ? undefined : Buffer.from(tokenHash, 'hex');
};

/** What is kept of a token. */
export const tokenDigest = (token: string): Buffer => createHash('sha256').update(token).digest();

/** @throws MalformedUsersFile */
export const readUsersFile = (file: string): readonly LocalUser[] => {
  const { data, error } = users.safeParse(jsonIn(file));
  if (error) throw new MalformedUsersFile(file, z.prettifyError(error));
  return data.users.map(({ id, name, roles, team, until, source, ...tokens }) => ({
    ...{ id, name, roles, team, source },
    tokenHash: hashOf(tokens),
    until: until as LocalDate | undefined,
  }));
};

const jsonIn = (file: string): unknown => {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as unknown;
  } catch (error) {
    throw new MalformedUsersFile(file, reasonOf(error));
  }
};

// The platform's own message quotes the text around the fault, and with it perhaps a token.
const reasonOf = (error: unknown): string => {
  const { code, message = '' } = error as Readonly<{ code?: string; message?: string }>;
  if (code !== undefined) return `It cannot be read (${code}).`;
  const place = /line \d+ column \d+/.exec(message)?.[0];
  return place === undefined ? 'It is not JSON.' : `It is not JSON: see ${place}.`;
};
