import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { ROLES, type Role } from '#libs/access';

/** The token of whoever acts in a role: the same as in the simulated authority. */
export const tokenOf = (role: Role): string => `demo-${role}-token`;

/** The opaque id of whoever acts in a role, as events and the access log hold it. */
export const officer = (role: Role): string => `the-${role}`;

/** Writes a users file with one person per role into a folder, and says where. */
export const writeDemoUsers = (folder: string): string => {
  const file = join(folder, 'demo-users.json');
  const users = (Object.keys(ROLES) as Role[]).map((role) => ({
    ...{ id: officer(role), name: `Somebody, ${role}`, roles: [role], team: 'north' },
    token: tokenOf(role),
  }));
  writeFileSync(file, JSON.stringify({ users }));
  return file;
};
