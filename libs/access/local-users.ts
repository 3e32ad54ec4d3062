import { timingSafeEqual } from 'node:crypto';
import type { LocalDate } from '#libs/event-sourcing';
import {
  ACTING_ROLE_HEADER,
  type Identity,
  type IdentityPort,
  type RequestHeaders,
} from './identity-port.js';
import { isRole, permissionsOf, type Role } from './roles.js';
import { readUsersFile, tokenDigest, type LocalUser } from './users-file.js';

export { MalformedUsersFile } from './users-file.js';

export type LocalUsersOptions = Readonly<{
  /** JSON: `{"users": [{id, name, roles, team?, token or tokenHash, until?, source?}]}`. */
  file: string;
  today: () => LocalDate;
}>;

/**
 * People and systems from a file, each known by a bearer token. A leaver (`until` is past) is
 * refused but keeps the name. The file is read once. @throws MalformedUsersFile
 */
export const localUsers = ({ file, today }: LocalUsersOptions): IdentityPort => {
  const users = readUsersFile(file);
  const names = new Map(users.map(({ id, name }) => [id, name]));

  const identify = (headers: RequestHeaders): Identity | undefined => {
    const token = bearerToken(headers);
    const user = token === undefined ? undefined : holderOf(token, users);
    if (user === undefined || hasLeft(user, today())) return undefined;
    const role = actingRole(user, single(headers[ACTING_ROLE_HEADER]));
    return role && identityOf(user, role);
  };

  return {
    identify: async (headers) => identify(headers),
    nameOf: async (actorId) => names.get(actorId),
    people: async () =>
      users
        .filter((user) => user.source === 'user' && !hasLeft(user, today()))
        .map(({ id, name, roles, team }) => ({ actorId: id, name, roles, team })),
    inRole: async (actorId, asked) => {
      const user = users.find(({ id }) => id === actorId);
      if (!user || hasLeft(user, today())) return undefined;
      const role = actingRole(user, asked);
      return role && identityOf(user, role);
    },
  };
};

const single = (value: string | readonly string[] | undefined): string | undefined =>
  typeof value === 'string' ? value : value?.[0];

const bearerToken = (headers: RequestHeaders): string | undefined =>
  /^bearer +(\S+) *$/i.exec(single(headers['authorization']) ?? '')?.[1];

// Every user is compared, also after the right one: how long it takes says nothing about whose it is.
const holderOf = (token: string, users: readonly LocalUser[]): LocalUser | undefined => {
  const presented = tokenDigest(token);
  let holder: LocalUser | undefined;
  for (const user of users)
    if (user.tokenHash && timingSafeEqual(presented, user.tokenHash)) holder = user;
  return holder;
};

const hasLeft = ({ until }: LocalUser, day: LocalDate): boolean =>
  until !== undefined && until < day;

const actingRole = ({ roles }: LocalUser, asked: string | undefined): Role | undefined => {
  if (asked === undefined) return roles[0];
  return isRole(asked) && roles.includes(asked) ? asked : undefined;
};

const identityOf = ({ id, name, roles, team, source }: LocalUser, role: Role): Identity => ({
  ...{ actorId: id, name, roles, role, team, source },
  permissions: permissionsOf(role),
});
