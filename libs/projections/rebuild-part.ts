import { setImmediate as nextTurn } from 'node:timers/promises';
import { keepSealed, type Event, type Position } from '#libs/event-sourcing';
import type { StreamAppend } from './appends.js';
import { gather, RebuildCancelled } from './gathering.js';
import type { BulkLoad, Parked } from './database.js';
import { placedFrom } from './folding.js';
import { parkedAt } from './parking.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import type { Cell } from './tables.js';
import type { Share } from './shares.js';
import type { Source } from './target.js';
import { createVersioning, type VersionSink } from './versions.js';

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

/**
 * Builds the rows of one share of the streams: reads the log in order and gathers what is its own,
 * then takes stream by stream from the first event to the last and inserts each row version once,
 * when it is known until when it was known. What is more than may be held is left to further passes.
 */
export const rebuildPart = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source, load }: Readonly<{ source: Source<E>; load: BulkLoad }>,
  options: PartOptions,
): Promise<PartReport> => {
  const { upTo, signal, mostEventsHeld } = options;
  const { prefix } = projection;
  const building = buildingInto(load, projection, source);
  const breathe = createBreathing();
  const todo = firstShares(options);
  let events = 0;
  let passes = 0;
  for (let mine = todo.shift(); mine !== undefined; mine = todo.shift()) {
    const tell = (handled: number): void =>
      options.onProgress?.({
        handled,
        seen: events,
        pass: passes,
        passes: passes + todo.length + 1,
      });
    const before = building.report().handled;
    const gathered = await gather(
      source.store,
      { prefix, upTo, mine, mostEventsHeld, signal },
      // Gathering is about half of the work; the rows are the other half.
      (held) => tell(before + Math.floor(held / 2)),
    );
    todo.push(...gathered.left);
    passes += 1;
    events = gathered.events;
    for (const stream of gathered.streams) {
      await building.add(gathered.appendsOf(stream));
      if (signal?.aborted) throw new RebuildCancelled();
      const { handled } = building.report();
      if (await breathe(handled)) tell(Math.floor((before + gathered.held + handled) / 2));
    }
  }
  return { ...building.report(), events, passes };
};

/** As many as will be needed, as far as that is known beforehand. */
const firstShares = ({ share, expectedEvents = 0, mostEventsHeld }: PartOptions): Share[] => {
  const count = Math.max(1, Math.ceil(expectedEvents / share.of / mostEventsHeld));
  return Array.from({ length: count }, (_, pass) => ({
    index: share.index + share.of * pass,
    of: share.of * count,
  }));
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
  { store, codec }: Source<E>,
) => {
  const versioning = createVersioning(projection);
  const rows = rowsInto(load, projection);
  const parked: Parked[] = [];
  let handled = 0;
  let streams = 0;

  const add = async (appends: readonly StreamAppend[]): Promise<void> => {
    const followed = versioning.empty(appends[0]?.stream ?? '');
    for (const append of appends) handled += append.events.length;
    for (const append of appends)
      try {
        const read = codec.decode(append.events, keepSealed, 'trust').map(placedFrom);
        versioning.advance(followed, { events: read, knownAt: append.knownAt }, rows.sink);
      } catch (error) {
        const { stream, revision } = append;
        const events = await store.readStream(stream, { from: revision, limit: 1 });
        parked.push(parkedAt({ ...append, events }, error));
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
