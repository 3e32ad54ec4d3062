import { LRUCache } from 'lru-cache';
import { keepSealed, type Event, type Placed, type StoredEvent } from '#libs/event-sourcing';
import { isAfter, type StreamAppend } from './appends.js';
import { createAppendJoiner } from './appends.js';
import {
  moveCheckpoint,
  park,
  readCheckpoint,
  readParked,
  unpark,
  type Db,
  type Parked,
} from './database.js';
import { placedFrom } from './folding.js';
import { parkedAt } from './parking.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import { createRowChanges, type RowChanges } from './row-changes.js';
import { forwarded, type Target, type TargetOf } from './target.js';
import { createVersioning, type Followed } from './versions.js';

const REMEMBERED_STREAMS = 2_000;

/** Feeds tables with history, append by append: what a reader of the log sees change by change. */
export const createHistoryTarget = <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source: { store, codec }, database }: TargetOf<E>,
): Target => {
  const tables = tablesOf(projection);
  const versioning = createVersioning(projection);
  const memory = new LRUCache<string, Followed<S, E>>({ max: REMEMBERED_STREAMS });

  type Changes = RowChanges<Followed<S, E>>;

  const read = (events: readonly StoredEvent[]): readonly Placed<E>[] =>
    codec.decode(events, keepSealed, 'trust').map(placedFrom);

  /** The stream as it was before a revision. */
  const before = async (stream: string, revision: number): Promise<Followed<S, E>> => {
    const there = memory.get(stream);
    if (there?.folded.history.length === revision) return there;
    if (revision === 0) return versioning.empty(stream);
    const stored = await store.readStream(stream, { limit: revision });
    return versioning.resumed(stream, read(stored));
  };

  const carryOn = async (append: StreamAppend, changes: Changes): Promise<Parked | undefined> => {
    const { stream, revision, knownAt, events } = append;
    try {
      const followed = await before(stream, revision);
      versioning.advance(followed, { events: read(events), knownAt }, changes.sink);
      memory.set(stream, followed);
      changes.touched.set(stream, followed);
      return undefined;
    } catch (error) {
      memory.delete(stream);
      return parkedAt(append, error);
    }
  };

  type Carried = Readonly<{ changes: Changes; parked: readonly Parked[] }>;

  const carryAll = async (
    appends: readonly StreamAppend[],
    waiting: ReadonlySet<string>,
  ): Promise<Carried> => {
    const changes = createRowChanges<Followed<S, E>>(tables, versioning.flush);
    const parked = new Map<string, Parked>();
    for (const append of appends) {
      if (waiting.has(append.stream) || parked.has(append.stream)) continue;
      const failed = await carryOn(append, changes);
      if (failed) parked.set(append.stream, failed);
    }
    return { changes, parked: [...parked.values()] };
  };

  /** What is remembered is ahead of what is stored when a transaction fails. */
  const store_ = async <T>(work: (db: Db) => Promise<T>): Promise<T> => {
    try {
      return await database.writer.transaction().execute(work);
    } catch (error) {
      memory.clear();
      throw error;
    }
  };

  const apply: Target['apply'] = async (appends, from) => {
    const waiting = new Set((await readParked(database.writer)).map(({ stream }) => stream));
    const { changes, parked } = await carryAll(appends.appends, waiting);
    const to = forwarded(from, appends);
    const moved = await store_(async (db) => {
      if (!(await moveCheckpoint(db, from.position, to))) return false;
      await changes.write(db);
      for (const one of parked) await park(db, one);
      return true;
    });
    if (moved) return to;
    memory.clear();
    return 'moved-on';
  };

  const missed = async ({ stream, revision }: Parked): Promise<readonly StreamAppend[]> => {
    const { position } = await readCheckpoint(database.writer);
    const events = await store.readStream(stream, { from: revision });
    const joiner = createAppendJoiner('start');
    return joiner.take({
      events: events.filter((event) => !isAfter(event.position, position)),
      upTo: position,
      caughtUp: true,
    }).appends;
  };

  const retry = async (stream: string): Promise<boolean> => {
    const parked = (await readParked(database.writer)).find((one) => one.stream === stream);
    if (parked === undefined) return true;
    const carried = await carryAll(await missed(parked), new Set());
    await store_(async (db) => {
      await carried.changes.write(db);
      await unpark(db, stream);
      for (const one of carried.parked) await park(db, one);
    });
    return carried.parked.length === 0;
  };

  return { apply, retry };
};
