import { setImmediate as nextTurn } from 'node:timers/promises';
import { keepSealed, type Event, type EventStore, type Position } from '#libs/event-sourcing';
import { createAppendJoiner, isAfter, type StreamAppend } from './appends.js';
import { RebuildCancelled } from './cancelled.js';
import type { BulkLoad, Parked } from './database.js';
import { placedFrom } from './folding.js';
import { parkedAt } from './parking.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import type { Cell } from './tables.js';
import type { Source } from './target.js';
import { createVersioning, type VersionSink } from './versions.js';

export type PartOptions = Readonly<{
  upTo: Position | 'start';
  /** The next stream to build, until there is none. */
  next: () => string | undefined;
  signal?: AbortSignal | undefined;
  /** Hears now and then how many events are in rows. */
  onHandled?: ((events: number) => void) | undefined;
}>;

export type PartReport = Readonly<{
  /** Events that are in rows. */
  handled: number;
  streams: number;
  rows: number;
  parked: readonly Parked[];
}>;

/**
 * Builds the rows of the streams it is given: each from its first event to its last, each row version
 * inserted once, when it is known until when it was known. It reads stream by stream: that takes a
 * little more than reading the log in its order, but nothing has to be held in memory, however
 * many events there are, and threads can share the work by taking one stream after the other.
 */
export const rebuildPart = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source, load }: Readonly<{ source: Source<E>; load: BulkLoad }>,
  { upTo, next, signal, onHandled }: PartOptions,
): Promise<PartReport> => {
  const building = buildingInto(load, projection, source);
  const breathe = createBreathing();
  for (let stream = next(); stream !== undefined; stream = next()) {
    building.add(stream, await appendsOf(source.store, stream, upTo));
    if (signal?.aborted) throw new RebuildCancelled();
    const { handled } = building.report();
    if (await breathe(handled)) onHandled?.(handled);
  }
  return building.report();
};

const appendsOf = async (
  store: EventStore,
  stream: string,
  upTo: Position | 'start',
): Promise<readonly StreamAppend[]> => {
  const there = await store.readStream(stream);
  const last = there.at(-1);
  const events =
    last && isAfter(last.position, upTo)
      ? there.filter(({ position }) => !isAfter(position, upTo))
      : there;
  return createAppendJoiner('start').take({ events, upTo, caughtUp: true }).appends;
};

const BREATHE_EVERY = 2_000;

/** Others get their turn now and then. */
const createBreathing = () => {
  let last = 0;
  return async (handled: number): Promise<boolean> => {
    if (handled - last < BREATHE_EVERY) return false;
    last = handled;
    await nextTurn();
    return true;
  };
};

const buildingInto = <S, E extends Event>(
  load: BulkLoad,
  projection: HistoryProjection<S, E>,
  { codec }: Source<E>,
) => {
  const versioning = createVersioning(projection);
  const rows = rowsInto(load, projection);
  const parked: Parked[] = [];
  let handled = 0;
  let streams = 0;

  const add = (stream: string, appends: readonly StreamAppend[]): void => {
    const followed = versioning.empty(stream);
    for (const append of appends) handled += append.events.length;
    for (const append of appends)
      try {
        const read = codec.decode(append.events, keepSealed, 'trust').map(placedFrom);
        versioning.advance(followed, { events: read, knownAt: append.knownAt }, rows.sink);
      } catch (error) {
        parked.push(parkedAt(append, error));
        break;
      }
    versioning.flush(followed, rows.sink);
    streams += 1;
  };

  const report = () => ({ handled, streams, rows: rows.count(), parked });
  return { add, report };
};

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
