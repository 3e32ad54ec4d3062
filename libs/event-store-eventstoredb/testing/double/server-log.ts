import { createHash } from 'node:crypto';
import type {
  AppendOutcome,
  EventStore,
  ExpectedRevision,
  Instant,
  Position,
  StoredEvent,
} from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';

/** What a client hands in: bytes, and what describes them. */
export type Proposed = Readonly<{
  id: string;
  type: string;
  contentType: string;
  data: Uint8Array;
  metadata: Uint8Array;
}>;

export type ServerRecord = Proposed &
  Readonly<{ stream: string; revision: number; number: number; created: number }>;

/**
 * The log of a server: records of any kind, its own among them, in a SQLite event store. What an
 * event store of ours promises (expected revisions, resends known by their ids, order, durability)
 * is what EventStoreDB promises too; only what is different is made up beside this.
 */
export type ServerLog = ReturnType<typeof openServerLog>;

const SYSTEM_EVERY = 7;
const STATISTICS = '$stats-127.0.0.1:2113';

export const openServerLog = (path: string) => {
  const store = openSqliteEventStore({ path, pollEveryMs: 5 });
  let appends = 0;

  const append = async (
    stream: string,
    expected: ExpectedRevision,
    proposed: readonly Proposed[],
  ): Promise<AppendOutcome> => {
    appends += 1;
    if (appends % SYSTEM_EVERY === 0) await writeStatistics(store);
    const created = Date.now();
    const recordedAt = new Date(created).toISOString().replace('Z', '000Z') as Instant;
    const events = proposed.map((each) => {
      const body = bodyOf(each, created);
      return { id: each.id, body, hash: createHash('sha256').update(body).digest('hex') };
    });
    return store.append({ stream, expected, events, recordedAt });
  };

  const last = async (): Promise<number> => numberOf(await store.head());

  const at = async (number: number): Promise<Position | 'start'> => {
    if (number <= 0) return 'start';
    const [id] = (await store.head()).split(':');
    return `${id}:${number.toString(16).padStart(14, '0')}` as Position;
  };

  /** After a number, oldest first. */
  const after = async (number: number, limit: number): Promise<readonly ServerRecord[]> => {
    if (number >= (await last())) return [];
    return (await store.readAll({ after: await at(number), limit })).events.map(recordOf);
  };

  /** Before a number, newest first. */
  const before = async (number: number, limit: number): Promise<readonly ServerRecord[]> => {
    const end = Math.min(number, (await last()) + 1);
    const first = Math.max(1, end - limit);
    if (end <= first) return [];
    return (await after(first - 1, end - first)).toReversed();
  };

  const ofStream = async (...read: Parameters<EventStore['readStream']>) =>
    (await store.readStream(...read)).map(recordOf);

  async function* live(number: number, signal: AbortSignal) {
    for await (const { events, caughtUp } of store.subscribe({ after: await at(number), signal }))
      yield { records: events.map(recordOf), caughtUp };
  }

  return { append, last, after, before, ofStream, live, close: store.close };
};

const bodyOf = ({ type, contentType, data, metadata }: Proposed, created: number): string =>
  JSON.stringify({
    ...{ type, contentType, created },
    data: Buffer.from(data).toString('base64'),
    metadata: Buffer.from(metadata).toString('base64'),
  });

type Body = Readonly<{
  type: string;
  contentType: string;
  created: number;
  data: string;
  metadata: string;
}>;

const recordOf = ({ id, stream, revision, position, body }: StoredEvent): ServerRecord => {
  const { type, contentType, created, data, metadata } = JSON.parse(body) as Body;
  return {
    ...{ id, stream, revision, number: numberOf(position), type, contentType, created },
    data: Buffer.from(data, 'base64'),
    metadata: Buffer.from(metadata, 'base64'),
  };
};

const numberOf = (position: Position | 'start'): number =>
  position === 'start' ? 0 : Number.parseInt(position.split(':')[1] ?? '', 16);

/** Servers write into their own log, too (22.10: to `$stats-…`, with a type that begins with `$`). */
const writeStatistics = async (store: EventStore): Promise<void> => {
  const [latest] = await store.readStream(STATISTICS, { direction: 'backwards', limit: 1 });
  const statistics: Proposed = {
    ...{ id: crypto.randomUUID(), type: '$statsCollected', contentType: 'application/json' },
    ...{ data: Buffer.from('{"proc-cpu":1}'), metadata: new Uint8Array() },
  };
  const body = bodyOf(statistics, 0);
  await store.append({
    ...{ stream: STATISTICS, expected: latest ? latest.revision : 'no-stream' },
    ...{ recordedAt: '2026-01-01T00:00:00.000000Z' as Instant },
    events: [{ id: statistics.id, body, hash: createHash('sha256').update(body).digest('hex') }],
  });
};
