import type { LocalDate, Ticket } from '#libs/event-sourcing';
import type { SchoolSnapshot } from '#libs/lifecycle';
import type { ProviderCommand } from './provider-commands.js';
import type { ProviderState } from './provider-state.js';
import { createRegisterIndex, type Indexed } from './register-index.js';
import {
  createProviderRecording,
  type ProviderHistory,
  type ProviderRegisterPorts,
  type ProviderWritten,
} from './register-recording.js';
import {
  createRegisterSearch,
  summaryOf,
  type PageAsked,
  type ProviderPage,
  type ProviderQuery,
} from './register-search.js';

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
  /** All that was recorded of it, oldest first; empty for an unknown id. */
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

/**
 * The register of providers over an event store. It holds all providers in memory, read when first
 * asked for and followed from then on; one provider is always read up to its last event.
 */
export const openProviderRegister = (ports: ProviderRegisterPorts): ProviderRegister => {
  const index = createRegisterIndex(ports.store);
  const search = createRegisterSearch(index);
  const follower = createFollower(index.follow);
  const recording = createProviderRecording(ports, index);

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

  return {
    record: async (providerId, command, ticket) => {
      if (NAMES_A_URN.includes(command.type)) await whole();
      return recording.record(providerId, command, ticket);
    },
    history: recording.history,
    located,
    get: async (providerId) => {
      const indexed = await registered(providerId);
      return indexed && { providerId, revision: indexed.revision, state: indexed.state };
    },
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
