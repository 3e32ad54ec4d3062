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
import type { ProviderCommand } from './provider-commands.js';
import type { ProviderEvent } from './provider-events.js';
import type { EntryOfHistory, ProviderContext } from './provider-rules.js';
import { providerRules } from './provider.decider.js';
import { providerCodec, streamOf, type RegisterIndex } from './register-index.js';

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

/** The id that a new provider gets: of its URN, so that registering it twice meets one stream. */
export const providerIdFor = (
  urn: string | undefined,
  { caller, commandId }: Pick<Ticket, 'caller' | 'commandId'>,
): string =>
  urn === undefined
    ? derivedId('provider', 'command', caller, commandId)
    : derivedId('provider', 'urn', urn);

const NO_KEYS = { current: undefined, open: keepSealed };

type Asking = Readonly<{ providerId: string; command: ProviderCommand; ticket: Ticket }>;

/** Records what is told of providers; what it recorded is in the index at once. */
export const createProviderRecording = (ports: ProviderRegisterPorts, index: RegisterIndex) => {
  const recorder = createRecorder<ProviderEvent>({
    ...{ authority: ports.authority, store: ports.store, now: ports.now },
    ...{ codec: providerCodec, catalogue: providerRules.catalogue },
    iv: () => {
      throw new Error('Nothing about a provider is sealed: its events hold nothing personal.');
    },
  });

  const plan = (history: ProviderHistory, asking: Asking): Plan<ProviderEvent> => {
    const { providerId, command, ticket } = asking;
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

  const record = async (
    providerId: string,
    command: ProviderCommand,
    ticket: Ticket,
  ): Promise<ProviderWritten> => {
    const stream = streamOf(providerId);
    const written = await recorder.write(
      { stream, keysOf: async () => NO_KEYS, ticket },
      (history) => plan(history, { providerId, command, ticket }),
    );
    if (written.outcome === 'recorded') index.putHistory(providerId, written.history.events);
    return written;
  };

  const history = (providerId: string): Promise<ProviderHistory> =>
    recorder.read(streamOf(providerId), NO_KEYS);

  return { record, history };
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
