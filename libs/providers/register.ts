import {
  annulledEntries,
  createRecorder,
  derivedId,
  folded,
  idsOf,
  keepSealed,
  planEntry,
  type EventStore,
  type History,
  type Instant,
  type LocalDate,
  type Plan,
  type Ticket,
  type Written,
} from '#libs/event-sourcing';
import type { SchoolSnapshot } from '#libs/lifecycle';
import type { ProviderCommand } from './provider-commands.js';
import type { ProviderEvent } from './provider-events.js';
import type { EntryOfHistory, ProviderContext } from './provider-rules.js';
import type { ProviderState } from './provider-state.js';
import { providerRules } from './provider.decider.js';
import { createRegisterIndex, providerCodec, streamOf, type Indexed } from './register-index.js';
import {
  createRegisterSearch,
  summaryOf,
  type PageAsked,
  type ProviderPage,
  type ProviderQuery,
} from './register-search.js';

/** What the register needs of the world. */
export type ProviderRegisterPorts = Readonly<{
  /** The authority's code in every envelope. */
  authority: string;
  /** The three digits of its area: `886`. */
  localAuthority: string;
  store: EventStore;
  now: () => Instant;
  /** The day it is in England at an instant. */
  dayOf: (instant: Instant) => LocalDate;
}>;

export type ProviderHistory = History<ProviderEvent>;
export type ProviderWritten = Written<ProviderEvent>;

export type RegisteredProvider = Readonly<{
  providerId: string;
  revision: number;
  state: ProviderState;
}>;

/** A school as it stood on a day, and where it is on the national grid, in metres. */
export type LocatedSchool = Readonly<{
  snapshot: SchoolSnapshot;
  at?: Readonly<{ easting: number; northing: number }>;
}>;

export type ProviderRegister = Readonly<{
  record: (
    providerId: string,
    command: ProviderCommand,
    ticket: Ticket,
  ) => Promise<ProviderWritten>;
  /** As its stream stands now; `undefined` for an id that is not registered. */
  get: (providerId: string) => Promise<RegisteredProvider | undefined>;
  history: (providerId: string) => Promise<ProviderHistory>;
  /** The register's word on schools as of a day; unknown ids are left out. */
  snapshots: (
    providerIds: readonly string[],
    day: LocalDate,
  ) => Promise<Readonly<Record<string, SchoolSnapshot>>>;
  /** The same, with places: what distances are worked out from. */
  located: (
    providerIds: readonly string[],
    day: LocalDate,
  ) => Promise<Readonly<Record<string, LocatedSchool>>>;
  /** By name, as of a day (today where not said), a page at a time. */
  find: (query: ProviderQuery, page: PageAsked, day?: LocalDate) => Promise<ProviderPage>;
  /** The provider that bears a URN, or once bore it. */
  idOf: (urn: string) => Promise<string | undefined>;
  close: () => Promise<void>;
}>;

/** The id that a new provider gets: of its URN, so that registering it twice meets one stream. */
export const providerIdFor = (
  urn: string | undefined,
  { caller, commandId }: Pick<Ticket, 'caller' | 'commandId'>,
): string =>
  urn === undefined
    ? derivedId('provider', 'command', caller, commandId)
    : derivedId('provider', 'urn', urn);

const NO_KEYS = { current: undefined, open: keepSealed };

/**
 * The register of providers over an event store. It holds all providers in memory, read when first
 * asked for and followed from then on; one provider is always read up to its last event.
 */
export const openProviderRegister = (ports: ProviderRegisterPorts): ProviderRegister => {
  const { store } = ports;
  const index = createRegisterIndex(store);
  const search = createRegisterSearch(index);
  const follower = createFollower(index.follow);
  const recorder = createRecorder<ProviderEvent>({
    ...{ authority: ports.authority, store, now: ports.now },
    ...{ codec: providerCodec, catalogue: providerRules.catalogue },
    iv: () => {
      throw new Error('Nothing about a provider is sealed: its events hold nothing personal.');
    },
  });

  const whole = async (): Promise<void> => {
    await index.catchUp();
    follower.start();
  };

  const registered = async (providerId: string): Promise<Indexed | undefined> => {
    const indexed = await index.fresh(providerId);
    return indexed?.state.identity.providerId === undefined ? undefined : indexed;
  };

  const located: ProviderRegister['located'] = async (providerIds, day) => {
    const schools = await Promise.all(
      [...new Set(providerIds)].map(async (id) => [id, await registered(id)] as const),
    );
    return Object.fromEntries(
      schools.flatMap(([id, indexed]) => {
        const school = indexed && locatedOn(indexed, day);
        return school ? [[id, school]] : [];
      }),
    );
  };

  const record: ProviderRegister['record'] = async (providerId, command, ticket) => {
    if (NAMES_A_URN.includes(command.type)) await whole();
    const stream = streamOf(providerId);
    const written = await recorder.write({ stream, keys: NO_KEYS, ticket }, (history) =>
      plan(history, { providerId, command, ticket }),
    );
    if (written.outcome === 'recorded') index.putHistory(providerId, written.history.events);
    return written;
  };

  type Asking = Readonly<{ providerId: string; command: ProviderCommand; ticket: Ticket }>;

  const plan = (
    history: ProviderHistory,
    { providerId, command, ticket }: Asking,
  ): Plan<ProviderEvent> => {
    const ids = idsOf(streamOf(providerId), ticket);
    const context: ProviderContext = {
      ...{ providerId, actor: ticket.actor, localAuthority: ports.localAuthority },
      today: ports.dayOf(ports.now()),
      newId: (kind, place = 0) => ids.entity(kind, place),
      holderOf: index.bearerOf,
      entries: entriesIn(history),
    };
    return planEntry(providerRules, folded(providerRules, history.events), {
      ...{ command, context, actor: ticket.actor, ids },
      after: { entries: 0, events: 0 },
    });
  };

  return {
    record,
    located,
    get: async (providerId) => {
      const indexed = await registered(providerId);
      return indexed && { providerId, revision: indexed.revision, state: indexed.state };
    },
    history: (providerId) => recorder.read(streamOf(providerId), NO_KEYS),
    snapshots: async (providerIds, day) =>
      Object.fromEntries(
        Object.entries(await located(providerIds, day)).map(([id, { snapshot }]) => [id, snapshot]),
      ),
    find: async (query, page, day = ports.dayOf(ports.now())) => {
      await whole();
      return search(query, day, page);
    },
    idOf: async (urn) => {
      await whole();
      return index.onceBorneBy(urn);
    },
    close: follower.stop,
  };
};

const NAMES_A_URN: readonly string[] = ['RegisterProvider', 'AmendProvider', 'RecordSuccession'];

const locatedOn = (indexed: Indexed, day: LocalDate): LocatedSchool | undefined => {
  const summary = summaryOf(indexed, day);
  if (!summary) return undefined;
  const { easting, northing } = summary.profile;
  const { snapshot } = summary;
  return easting === undefined || northing === undefined
    ? { snapshot }
    : { snapshot, at: { easting, northing } };
};

const entriesIn = ({ events }: ProviderHistory): Readonly<Record<string, EntryOfHistory>> => {
  const annulled = annulledEntries(events);
  return Object.fromEntries(
    [...Map.groupBy(events, ({ entryId }) => entryId)].map(([entryId, own]) => [
      entryId,
      { types: own.map(({ type }) => type), annulled: annulled.has(entryId) },
    ]),
  );
};

/** Follows in the background. Should it break off, the next start goes on; nothing relies on it. */
const createFollower = (follow: (signal: AbortSignal) => Promise<void>) => {
  const ending = new AbortController();
  let following: Promise<void> | undefined;
  const start = (): void => {
    if (ending.signal.aborted) return;
    following ??= follow(ending.signal).catch(() => {
      following = undefined;
    });
  };
  const stop = async (): Promise<void> => {
    ending.abort();
    await following;
  };
  return { start, stop };
};
