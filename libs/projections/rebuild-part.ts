import { keepSealed, type Event, type Position } from '#libs/event-sourcing';
import { createAppendJoiner, isAfter, type StreamAppend } from './appends.js';
import type { BulkLoad, Parked } from './database.js';
import { placedFrom } from './folding.js';
import { parkedAt } from './parking.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import type { Cell } from './tables.js';
import { isMine, type Share } from './shares.js';
import type { Source } from './target.js';
import { createVersioning, type Followed, type VersionSink } from './versions.js';

export type PartOptions = Readonly<{
  upTo: Position | 'start';
  /** The streams to build, when several builders share the work. */
  share: Share;
  /** The most events held in memory: more passes over the log are made instead of holding more. */
  mostEventsHeld: number;
  /** As far as it is known beforehand. */
  expectedEvents?: number | undefined;
  signal?: AbortSignal | undefined;
  onProgress?: ((progress: PartProgress) => void) | undefined;
}>;

/** `handled` events are in rows; `seen` were looked at in this pass of `passes`. */
export type PartProgress = Readonly<{
  handled: number;
  seen: number;
  pass: number;
  passes: number;
}>;

export type PartReport = Readonly<{
  handled: number;
  /** All in the log that the prefix lets through, everybody's share. */
  events: number;
  streams: number;
  rows: number;
  passes: number;
  parked: readonly Parked[];
}>;

export class RebuildCancelled extends Error {
  override readonly name = 'RebuildCancelled';
  constructor() {
    super('The rebuild was cancelled. What was in use before stays in use.');
  }
}

const PAGE = 1_000;

/**
 * Builds the rows of one share of the streams: reads the log in order, folds each stream in memory,
 * and inserts each row version once, when it is known until when it was known.
 */
export const rebuildPart = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source, load }: Readonly<{ source: Source<E>; load: BulkLoad }>,
  options: PartOptions,
): Promise<PartReport> => {
  const { share, expectedEvents = 0, mostEventsHeld } = options;
  let passes = Math.max(1, Math.ceil(expectedEvents / share.of / mostEventsHeld));
  for (;;) {
    const report = await inPasses(passes);
    if (report !== 'too-many') return report;
    load.clear();
    passes *= 2;
  }

  async function inPasses(count: number): Promise<PartReport | 'too-many'> {
    let sum: PartReport = {
      ...{ handled: 0, events: 0, streams: 0, rows: 0, passes: count, parked: [] },
    };
    for (let pass = 0; pass < count; pass += 1) {
      const mine = { index: share.index + share.of * pass, of: share.of * count };
      const one = await onePass(projection, { source, load }, { ...options, mine, pass, sum });
      if (one === 'too-many') return one;
      sum = {
        handled: sum.handled + one.handled,
        events: one.events,
        streams: sum.streams + one.streams,
        rows: sum.rows + one.rows,
        passes: count,
        parked: [...sum.parked, ...one.parked],
      };
    }
    return sum;
  }
};

type Pass = PartOptions & Readonly<{ mine: Share; pass: number; sum: PartReport }>;

const onePass = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source: { store, codec }, load }: Readonly<{ source: Source<E>; load: BulkLoad }>,
  { upTo, mine, pass, sum, mostEventsHeld, signal, onProgress }: Pass,
): Promise<PartReport | 'too-many'> => {
  const versioning = createVersioning(projection);
  const streams = new Map<string, Followed<S, E>>();
  const parked = new Map<string, Parked>();
  const rows = rowsInto(load, projection);
  const joiner = createAppendJoiner('start');
  let after: Position | 'start' = 'start';
  let handled = 0;
  let events = 0;

  const carryOn = (append: StreamAppend): void => {
    const { stream, knownAt } = append;
    if (parked.has(stream)) return;
    try {
      const read = codec.decode(append.events, keepSealed, 'trust').map(placedFrom);
      const followed = streams.get(stream) ?? versioning.empty(stream);
      versioning.advance(followed, { events: read, knownAt }, rows.sink);
      streams.set(stream, followed);
    } catch (error) {
      parked.set(stream, parkedAt(append, error));
    }
  };

  while (isAfter(upTo, after)) {
    if (signal?.aborted) throw new RebuildCancelled();
    const page = await store.readAll({ after, prefix: projection.prefix, limit: PAGE });
    const inTime = page.events.filter(({ position }) => !isAfter(position, upTo));
    const own = mine.of === 1 ? inTime : inTime.filter(({ stream }) => isMine(stream, mine));
    const last = page.caughtUp || isAfter(page.upTo, upTo) || page.upTo === upTo;
    for (const append of joiner.take({ ...page, events: own, caughtUp: last }).appends)
      carryOn(append);
    events += inTime.length;
    handled += own.length;
    after = page.upTo;
    if (handled > mostEventsHeld * OVER_THE_MARK) return 'too-many';
    onProgress?.({ handled: sum.handled + handled, seen: events, pass, passes: sum.passes });
  }
  for (const followed of streams.values()) versioning.flush(followed, rows.sink);
  return {
    ...{ handled, events, streams: streams.size, rows: rows.count(), passes: 1 },
    parked: [...parked.values()],
  };
};

// Shares are never quite even, and starting over costs more than a little more memory.
const OVER_THE_MARK = 1.25;

const rowsInto = <S, E extends Event>(load: BulkLoad, projection: HistoryProjection<S, E>) => {
  const tables = tablesOf(projection).map(({ columns }) => Object.keys(columns));
  let count = 0;
  const sink: VersionSink = {
    insert: (table, { stream, row, from, to }) => {
      const values: Cell[] = [stream, row.key, from, to];
      for (const column of tables[table] ?? []) values.push(row[column] ?? null);
      load.insert(table, values);
      count += 1;
    },
    close: () => {
      throw new Error('A bulk build inserts each version once, and closes none.');
    },
  };
  return { sink, count: () => count };
};
