import { approvalLimitPence } from '#libs/access';
import {
  createCodec,
  type EventStore,
  type LocalDate,
  type Recorded,
  type StoredEvent,
} from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { temporaryFolder } from '#libs/event-store-sqlite/testing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import type { KeyStore } from '#libs/privacy';
import { temporaryKeyStore } from '#libs/privacy/testing';
import { simulate } from '../simulate.js';
import type { SimulationOptions } from '../world/options.js';

export const until = '2026-08-31' as LocalDate;

/** A simulated authority over a real store and real keys, to be looked at. */
export const simulated = async (options: Omit<SimulationOptions, 'until'>) => {
  const folder = temporaryFolder();
  const store = openSqliteEventStore({ path: folder.fileIn('log.sqlite') });
  const { keyStore: keys, remove } = temporaryKeyStore();
  const iv = () => Buffer.alloc(12, 7);
  const ports = { authority: '886', store, keys, iv, approvalLimitPence: approvalLimitPence() };
  const result = await simulate(ports, { ...options, until });
  return {
    ...{ store, keys, result },
    close: async () => {
      await store.close();
      await remove();
      folder.remove();
    },
  };
};

export type Simulated = Awaited<ReturnType<typeof simulated>>;

const PAGE = 1_000;

/** The whole log, in its order. */
export const storedIn = async (store: EventStore): Promise<readonly StoredEvent[]> => {
  const all: StoredEvent[] = [];
  for (;;) {
    const { events, upTo, caughtUp } = await store.readAll({
      ...{ after: all.at(-1)?.position ?? 'start', limit: PAGE },
    });
    all.push(...events);
    if (caughtUp || events.length === 0 || upTo === 'start') return all;
  }
};

const codec = createCodec<JourneyEvent>(journeyCatalogue);

/** Every journey as it was told, by its stream; what was disposed of reads as erased. */
export const journeysIn = async ({
  store,
  keys,
}: Readonly<{ store: EventStore; keys: KeyStore }>): Promise<
  ReadonlyMap<string, readonly Recorded<JourneyEvent>[]>
> => {
  const stored = (await storedIn(store)).filter(({ stream }) => stream.startsWith('journey-'));
  const journeys = new Map<string, readonly Recorded<JourneyEvent>[]>();
  for (const [stream, events] of Map.groupBy(stored, (event) => event.stream))
    journeys.set(stream, codec.decode(events, (await keys.keysOf(stream)).open, 'trust'));
  return journeys;
};
