import {
  comesLast,
  createCodec,
  definitionOf,
  folded,
  keepSealed,
  ownKey,
  type Batch,
  type EventStore,
  type Position,
  type Recorded,
  type StoredEvent,
} from '#libs/event-sourcing';
import { urnsOf } from './identity/identity.state.js';
import type { ProviderEvent } from './provider-events.js';
import type { ProviderState } from './provider-state.js';
import { providerRules } from './provider.decider.js';

export const PREFIX = 'provider-';
export const streamOf = (providerId: string): string => `${PREFIX}${providerId}`;
const providerOf = (stream: string): string => stream.slice(PREFIX.length);

/** One provider as far as its stream was read. */
export type Indexed = Readonly<{
  providerId: string;
  revision: number;
  state: ProviderState;
  lastKey: string;
}>;

export const providerCodec = createCodec<ProviderEvent>(providerRules.catalogue);

const PAGE = 1_000;

/**
 * All providers, folded and kept. Applying an event twice, or an older one after a newer, changes
 * nothing: readers need not know of each other.
 */
const createShelf = (store: EventStore) => {
  const providers = new Map<string, Indexed>();
  const bearers = createBearers();
  let changes = 0;

  const put = (next: Indexed): void => {
    const before = providers.get(next.providerId);
    if (before && before.revision >= next.revision) return;
    providers.set(next.providerId, next);
    bearers.put(next, before);
    changes += 1;
  };

  const putHistory = (providerId: string, events: readonly Recorded<ProviderEvent>[]): void => {
    const { state, lastKey } = folded(providerRules, events);
    put({ providerId, revision: events.length - 1, state, lastKey });
  };

  const reload = async (providerId: string): Promise<void> =>
    putHistory(providerId, decoded(await store.readStream(streamOf(providerId))));

  const applyTo = async (providerId: string, stored: readonly StoredEvent[]): Promise<void> => {
    const seen = providers.get(providerId)?.revision ?? -1;
    for (const event of decoded(stored.filter(({ revision }) => revision > seen))) {
      const before = providers.get(providerId);
      const next = following(before ?? unread(providerId), event);
      if (!next) return reload(providerId);
      put(next);
    }
  };

  return {
    putHistory,
    applyTo,
    bearerOf: bearers.now,
    onceBorneBy: bearers.ever,
    all: () => providers.values(),
    known: (providerId: string) => providers.get(providerId),
    /** Another number whenever anything changed. */
    changes: () => changes,
  };
};

const unread = (providerId: string): Indexed => ({
  providerId,
  revision: -1,
  state: providerRules.initialState,
  lastKey: '',
});

/** The shelf, filled from the log. */
export const createRegisterIndex = (store: EventStore) => {
  const shelf = createShelf(store);
  let readUpTo: Position | 'start' = 'start';

  const apply = async ({ events, upTo }: Batch): Promise<void> => {
    for (const [stream, own] of Map.groupBy(events, (event) => event.stream))
      await shelf.applyTo(providerOf(stream), own);
    if (upTo !== 'start' && (readUpTo === 'start' || upTo > readUpTo)) readUpTo = upTo;
  };

  /** Reads on to the end of the log. */
  const catchUp = async (): Promise<void> => {
    for (;;) {
      const batch = await store.readAll({ after: readUpTo, prefix: PREFIX, limit: PAGE });
      await apply(batch);
      if (batch.caughtUp) return;
    }
  };

  /** Goes on reading what is appended, by whomever, until the signal aborts. */
  const follow = async (signal: AbortSignal): Promise<void> => {
    const batches = store.subscribe({ after: readUpTo, prefix: PREFIX, signal });
    for await (const batch of batches) await apply(batch);
  };

  /** One provider as its stream stands now. */
  const fresh = async (providerId: string): Promise<Indexed | undefined> => {
    const from = (shelf.known(providerId)?.revision ?? -1) + 1;
    const tail = await store.readStream(streamOf(providerId), { from });
    if (tail.length > 0) await shelf.applyTo(providerId, tail);
    return shelf.known(providerId);
  };

  return { ...shelf, catchUp, follow, fresh };
};

export type RegisterIndex = ReturnType<typeof createRegisterIndex>;

// What this service wrote and `verify` has checked: thousands are read at once.
const decoded = (stored: readonly StoredEvent[]): readonly Recorded<ProviderEvent>[] =>
  providerCodec.decode(stored, keepSealed, 'trust');

/** The provider one event later; `undefined` when that takes a look at its whole history. */
const following = (
  { providerId, revision, state, lastKey }: Indexed,
  event: Recorded<ProviderEvent>,
): Indexed | undefined => {
  const last = { history: [], state, lastKey };
  if (event.revision !== revision + 1 || !comesLast(providerRules, last, [event])) return undefined;
  const definition = definitionOf(providerRules.catalogue, event);
  return {
    providerId,
    revision: event.revision,
    state: providerRules.evolve(state, event),
    lastKey: ownKey(definition, event),
  };
};

const presentUrn = ({ state }: Indexed): string | undefined =>
  state.identity.profiles.at(-1)?.profile.urn;

/** Who bears a URN, and who ever did: it may have passed on. */
const createBearers = () => {
  const now = new Map<string, string>();
  const ever = new Map<string, string>();
  const put = (next: Indexed, before: Indexed | undefined): void => {
    const left = before && presentUrn(before);
    if (left !== undefined && now.get(left) === next.providerId) now.delete(left);
    const urn = presentUrn(next);
    if (urn !== undefined) now.set(urn, next.providerId);
    for (const once of urnsOf(next.state)) ever.set(once, next.providerId);
  };
  return {
    put,
    now: (urn: string): string | undefined => now.get(urn),
    ever: (urn: string): string | undefined => now.get(urn) ?? ever.get(urn),
  };
};
