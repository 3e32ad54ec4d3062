import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { put, type Evolve } from '#libs/lifecycle';
import { inForce } from '../effective.js';
import type { IdentityEvent, ProviderProfile } from './identity.events.js';

export type Predecessor = Readonly<{
  predecessorUrn: string;
  predecessorId?: string | undefined;
  kind: string;
  on: OccurredOn;
}>;

export type IdentityPart = Readonly<{
  providerId: string | undefined;
  profiles: readonly Readonly<{ from: LocalDate; profile: ProviderProfile }>[];
  predecessors: Readonly<Record<string, Predecessor>>;
  closed: Readonly<{ on: OccurredOn; reasonCode: string }> | undefined;
}>;

export const initialIdentity: IdentityPart = {
  providerId: undefined,
  profiles: [],
  predecessors: {},
  closed: undefined,
};

const told = (part: IdentityPart, from: LocalDate, profile: ProviderProfile): IdentityPart => ({
  ...part,
  profiles: [...part.profiles, { from, profile }],
});

export const evolveIdentity: Evolve<IdentityPart, IdentityEvent> = {
  ProviderRegistered: (part, { data: { providerId, profile }, occurredOn }) => ({
    ...told(part, occurredOn.from, profile),
    providerId,
  }),
  ProviderAmended: (part, { data: { profile }, occurredOn }) =>
    told(part, occurredOn.from, profile),
  ProviderSucceeded: (part, { data, occurredOn }) => ({
    ...part,
    predecessors: put(part.predecessors, data.predecessorUrn, { ...data, on: occurredOn }),
  }),
  SchoolClosed: (part, { data: { reasonCode }, occurredOn }) => ({
    ...part,
    closed: { on: occurredOn, reasonCode },
  }),
};

type Has = Readonly<{ identity: IdentityPart }>;

export const isRegisteredProvider = ({ identity }: Has): boolean =>
  identity.providerId !== undefined;

/** The particulars on a day; for days before anything is known of it, the first that is. */
export const profileOn = ({ identity }: Has, day: LocalDate): ProviderProfile | undefined =>
  (inForce(identity.profiles, day) ?? earliest(identity.profiles))?.profile;

const earliest = (profiles: IdentityPart['profiles']) =>
  profiles.reduce<IdentityPart['profiles'][number] | undefined>(
    (first, one) => (first === undefined || one.from < first.from ? one : first),
    undefined,
  );

/** Every URN it ever had, the present one last. */
export const urnsOf = ({ identity }: Has): readonly string[] => {
  const urns = identity.profiles.flatMap(({ profile: { urn } }) => (urn === undefined ? [] : urn));
  return urns.filter((urn, place) => urns.lastIndexOf(urn) === place);
};

export const closingOf = ({ identity }: Has): IdentityPart['closed'] => identity.closed;

/** Certainly closed: after the last of the days that may have been its last. */
export const isClosedOn = ({ identity: { closed } }: Has, day: LocalDate): boolean =>
  closed !== undefined && closed.on.to < day;

export const predecessorsOf = ({ identity }: Has): readonly Predecessor[] =>
  Object.values(identity.predecessors);

/** What the sentences call it. */
export const nameOf = ({ identity }: Has): string =>
  identity.profiles.at(-1)?.profile.name ?? 'The school';
