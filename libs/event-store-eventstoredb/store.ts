import { assertAppendable } from '#libs/event-sourcing';
import type { Append, EventStore, Subscribe } from '#libs/event-sourcing';
import { createAppending } from './appending.js';
import { callsOn } from './calls.js';
import { connect, disconnect } from './connection.js';
import { identify } from './identity.js';
import { createKnownTimes } from './known-times.js';
import { createNews } from './news.js';
import { createOneByOne } from './one-by-one.js';
import { patiently } from './patience.js';
import { positionsOf } from './places.js';
import { createReading } from './reading.js';
import { createTail, headOf } from './tail.js';

export type EventStoreDbOptions = Readonly<{
  /** `esdb://user:password@host:2113?tls=true`, or `esdb+discover://…` for a cluster. */
  connectionString: string;
  /** All our streams begin with it, and nobody else's. Default `placements`. */
  namespace?: string;
  /** How long a call goes on trying while the connection or the leader is away. Default 10 s. */
  patienceMs?: number;
  /** How often a waiting subscription looks although it has heard nothing. Default 1 s. */
  pollEveryMs?: number;
}>;

const NAMESPACE = /^[a-z0-9][a-z0-9-]*$/;

/**
 * An event store on EventStoreDB 22.6 or later, or KurrentDB. Its `head` asks the leader, so it
 * tells whether the store can be reached. Rejects when it cannot be opened within its patience.
 */
export const openEventStoreDb = async (options: EventStoreDbOptions): Promise<EventStore> => {
  const { connectionString, namespace = 'placements', patienceMs: ms = 10_000 } = options;
  if (!NAMESPACE.test(namespace))
    throw new TypeError(`"${namespace}" is no namespace: use small letters, figures and hyphens.`);
  const client = connect(connectionString);
  const ended = new AbortController();
  const patience = { ms, signal: ended.signal };
  const { storeId, beginning } = await patiently(() => identify(client, namespace), patience);
  const positions = positionsOf(storeId);
  const calls = callsOn(client, namespace);
  const times = createKnownTimes(calls);
  const tail = createTail(calls, times, beginning);
  const { pollEveryMs = 1_000 } = options;
  const seen = async () => headOf(await tail.recent()) || beginning;
  const news = createNews({ calls, seen, pollEveryMs, ended: ended.signal });
  const parts = { calls, times, tail, news, positions, patience };
  const appending = createAppending(parts);
  const reading = createReading(parts);
  const sendings = createOneByOne();
  let closing: Promise<void> | undefined;

  const assertOpen = (): void => {
    if (closing) throw new Error('The event store is closed. Nothing was read or recorded.');
  };

  const append = async (asked: Append) => {
    assertOpen();
    assertAppendable(asked);
    const [first] = asked.events;
    const outcome = await sendings.run(first?.id ?? '', () => appending(asked));
    news.tell();
    return outcome;
  };

  async function* subscribe(asked: Subscribe) {
    if (!closing) yield* reading.subscribe(asked);
  }

  const close = async (): Promise<void> => {
    await sendings.idle();
    ended.abort();
    news.tell();
    await disconnect(client);
  };

  return {
    append,
    readStream: async (stream, read) => {
      assertOpen();
      return reading.readStream(stream, read);
    },
    readAll: async (read) => {
      assertOpen();
      return reading.readAll(read);
    },
    subscribe,
    head: async () => {
      assertOpen();
      return reading.head();
    },
    close: () => (closing ??= close()),
  };
};
