import { setImmediate as nextTurn } from 'node:timers/promises';
import { keepSealed, type Event, type Position, type StoredEvent } from '#libs/event-sourcing';
import { createAppendJoiner, isAfter } from './appends.js';
import type { BulkLoad, Parked } from './database.js';
import { placedFrom } from './folding.js';
import { parkedAt } from './parking.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import type { Cell } from './tables.js';
import { isMine, type Share } from './shares.js';
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

export class RebuildCancelled extends Error {
  override readonly name = 'RebuildCancelled';
  constructor() {
    super('The rebuild was cancelled. What was in use before stays in use.');
  }
}

/**
 * Builds the rows of one share of the streams: reads the log in order and gathers what is its own,
 * then takes stream by stream from the first event to the last and inserts each row version once,
 * when it is known until when it was known.
 */
export const rebuildPart = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  to: Readonly<{ source: Source<E>; load: BulkLoad }>,
  options: PartOptions,
): Promise<PartReport> => {
  const { share, expectedEvents = 0, mostEventsHeld } = options;
  let passes = Math.max(1, Math.ceil(expectedEvents / share.of / mostEventsHeld));
  for (;;) {
    const report = await inPasses(projection, to, { ...options, passes });
    if (report !== 'too-many') return report;
    to.load.clear();
    passes *= 2;
  }
};

type InPasses = PartOptions & Readonly<{ passes: number }>;

const inPasses = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source, load }: Readonly<{ source: Source<E>; load: BulkLoad }>,
  options: InPasses,
): Promise<PartReport | 'too-many'> => {
  const { share, passes } = options;
  const building = buildingInto(load, projection, source);
  const isTimeToBreathe = createBreathing();
  let events = 0;
  for (let pass = 0; pass < passes; pass += 1) {
    const mine = { index: share.index + share.of * pass, of: share.of * passes };
    const before = building.report().handled;
    const onSeen = (seen: number, held: number): void =>
      options.onProgress?.({ handled: before + held / 2, seen, pass, passes });
    const gathered = await gather(projection.prefix, source, { ...options, mine, onSeen });
    if (gathered === 'too-many') return gathered;
    events = gathered.events;
    for (const [stream, own] of gathered.streams) {
      building.add(own);
      gathered.streams.delete(stream);
      if (await isTimeToBreathe(building.report().handled))
        options.onProgress?.({ handled: building.report().handled, seen: events, pass, passes });
      if (options.signal?.aborted) throw new RebuildCancelled();
    }
  }
  return { ...building.report(), events, passes };
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

type Gathering = PartOptions &
  Readonly<{ mine: Share; onSeen: (seen: number, held: number) => void }>;
type Gathered = Readonly<{ streams: Map<string, StoredEvent[]>; events: number }>;

const PAGE = 1_000;
// Shares are never quite even, and starting over costs more than a little more memory.
const OVER_THE_MARK = 1.25;

/** All events of one's own streams, as they are stored: less than half of what they are parsed. */
const gather = async <E extends Event>(
  prefix: string,
  { store }: Source<E>,
  { upTo, mine, mostEventsHeld, signal, onSeen }: Gathering,
): Promise<Gathered | 'too-many'> => {
  const streams = new Map<string, StoredEvent[]>();
  let after: Position | 'start' = 'start';
  let events = 0;
  let held = 0;
  while (isAfter(upTo, after)) {
    if (signal?.aborted) throw new RebuildCancelled();
    const page = await store.readAll({ after, prefix, limit: PAGE });
    for (const event of page.events) {
      if (isAfter(event.position, upTo)) break;
      events += 1;
      if (!isMine(event.stream, mine)) continue;
      held += 1;
      keep(streams, event);
    }
    after = page.upTo;
    if (held > mostEventsHeld * OVER_THE_MARK) return 'too-many';
    onSeen(events, held);
  }
  return { streams, events };
};

/** Without what nobody will look at. */
const keep = (streams: Map<string, StoredEvent[]>, event: StoredEvent): void => {
  const there = streams.get(event.stream);
  const stream = there?.[0]?.stream ?? event.stream;
  const { body, revision, position, knownAt } = event;
  const kept = { id: '', hash: '', body, stream, revision, position, knownAt };
  if (there) there.push(kept);
  else streams.set(stream, [kept]);
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

  const add = (events: readonly StoredEvent[]): void => {
    const [first] = events;
    if (first === undefined) return;
    const joined = createAppendJoiner('start').take({
      events,
      upTo: first.position,
      caughtUp: true,
    });
    const followed = versioning.empty(first.stream);
    for (const append of joined.appends)
      try {
        const read = codec.decode(append.events, keepSealed, 'trust').map(placedFrom);
        versioning.advance(followed, { events: read, knownAt: append.knownAt }, rows.sink);
      } catch (error) {
        parked.push(parkedAt(append, error));
        break;
      }
    versioning.flush(followed, rows.sink);
    handled += events.length;
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
