import type { Permission } from '#libs/access';
import { inWords, journeyCommands, type CommandEntry } from '#libs/lifecycle';
import { routeName } from '../../api/index.js';

/** The commands by the names they have in addresses: `receive-offer`. */
const byRoute: ReadonlyMap<string, string> = new Map(
  Object.keys(journeyCommands).map((type) => [routeName(type), type]),
);

export type Task = Readonly<{ type: string; entry: CommandEntry }>;

/** The task at an address; `undefined` where there is none. */
export const taskAt = (route: string): Task | undefined => {
  const type = byRoute.get(route);
  const entry = type === undefined ? undefined : journeyCommands[type];
  return type !== undefined && entry ? { type, entry } : undefined;
};

/** `ReceiveOffer` → `Receive offer`. */
export const commandTitle = (type: string): string => {
  const words = inWords(type.charAt(0).toLowerCase() + type.slice(1));
  return words.charAt(0).toUpperCase() + words.slice(1);
};

export const mayRecord = (type: string, permissions: ReadonlySet<Permission>): boolean => {
  const permission = journeyCommands[type]?.permission;
  return permission !== undefined && permissions.has(permission as Permission);
};

export const taskAddress = (
  journeyId: string,
  route: string,
  about: Readonly<Record<string, string>> = {},
): string => {
  const query = new URLSearchParams(about).toString();
  return `/journeys/${journeyId}/do/${route}${query ? `?${query}` : ''}`;
};
