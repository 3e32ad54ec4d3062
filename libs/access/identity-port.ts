import type { Actor } from '#libs/event-sourcing';
import type { Permission } from './permissions.js';
import type { Role } from './roles.js';

/** Who is asking, in the role in which they act now. */
export type Identity = Readonly<{
  /** Opaque; what events and the access log hold. */
  actorId: string;
  /** For pages only: it goes into no event and no log. */
  name?: string | undefined;
  roles: readonly Role[];
  role: Role;
  team?: string | undefined;
  /** Those of the acting role: what is done in a role must lie within it. */
  permissions: ReadonlySet<Permission>;
  source: 'user' | 'integration';
}>;

export type RequestHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Somebody who may be chosen from a list, and the roles to choose from. */
export type Person = Readonly<{
  actorId: string;
  name: string;
  roles: readonly Role[];
  team: string | undefined;
}>;

export type IdentityPort = Readonly<{
  /** `undefined`: not known, not any more, or not in the role asked for. */
  identify: (headers: RequestHeaders) => Promise<Identity | undefined>;
  /** Leavers too: history must stay readable. */
  nameOf: (actorId: string) => Promise<string | undefined>;
  /** Those who may come in today, systems left out: what a page offers where nothing is proven. */
  people: () => Promise<readonly Person[]>;
  /** Somebody whose session says who they are; `undefined` as for {@link IdentityPort.identify}. */
  inRole: (actorId: string, role: string) => Promise<Identity | undefined>;
}>;

/** By which header somebody with several roles says in which one they act; else it is the first. */
export const ACTING_ROLE_HEADER = 'acting-role';

export const actorOf = ({ actorId, role, team }: Identity): Actor => ({ id: actorId, role, team });
