import { LRUCache } from 'lru-cache';
import { keepSealed, type Event } from '#libs/event-sourcing';
import type { StreamAppend } from './appends.js';
import {
  moveCheckpoint,
  park,
  readParked,
  unpark,
  type Db,
  type DynamicTables,
  type Parked,
} from './database.js';
import { parkedAt, reasonOf } from './parking.js';
import type { KeyedProjection } from './projection.js';
import { cellsOf } from './row-changes.js';
import type { Rows } from './tables.js';
import { forwarded, type Target, type TargetOf } from './target.js';

const REMEMBERED_STREAMS = 10_000;

type Outcome =
  | Readonly<{ rows: Rows }>
  | Readonly<{ parked: Parked }>
  /** Parked already, and no row may be left. */
  | Readonly<{ erased: true }>;

/** Feeds tables without history: a stream that something happened to is read again as a whole. */
export const createKeyedTarget = <E extends Event>(
  projection: KeyedProjection<E>,
  { source: { store, codec }, database }: TargetOf<E>,
): Target => {
  const types = new Set<string>(projection.types);
  const erasing = new Set<string>(projection.erasedBy);
  /** Up to which revision a stream has been read: catching up, the rest of it needs no reading. */
  const readUpTo = new LRUCache<string, number>({ max: REMEMBERED_STREAMS });

  const opened = async (stream: string): Promise<Rows> => {
    const keys = await projection.keysOf(stream);
    const stored = await store.readStream(stream);
    const rows = projection.rows({
      stream,
      stored,
      events: codec.decode(stored, keys.open, 'trust'),
    });
    readUpTo.set(stream, stored.length - 1);
    return rows;
  };

  const typesIn = ({ events }: StreamAppend): readonly string[] =>
    codec.decode(events, keepSealed, 'trust').map(({ type }) => type);

  const outcomeOf = async (
    append: StreamAppend,
    isParked: boolean,
  ): Promise<Outcome | undefined> => {
    try {
      const happened = typesIn(append);
      const erased = happened.some((type) => erasing.has(type));
      if (isParked) return erased ? { erased } : undefined;
      if (!happened.some((type) => types.has(type)) && !erased) return undefined;
      const last = append.revision + append.events.length - 1;
      if ((readUpTo.get(append.stream) ?? -1) >= last && !erased) return undefined;
      return { rows: await opened(append.stream) };
    } catch (error) {
      return isParked ? undefined : { parked: parkedAt(append, error) };
    }
  };

  const apply: Target['apply'] = async (appends, from) => {
    const parked = new Set((await readParked(database.writer)).map(({ stream }) => stream));
    const outcomes = new Map<string, Outcome>();
    for (const append of appends.appends) {
      const outcome = await outcomeOf(append, parked.has(append.stream));
      if (outcome === undefined) continue;
      outcomes.set(append.stream, outcome);
      if ('parked' in outcome) parked.add(append.stream);
    }
    const to = forwarded(from, appends);
    const moved = await stored(async (db) => {
      if (!(await moveCheckpoint(db, from.position, to))) return false;
      for (const [stream, outcome] of outcomes) await storeOutcome(db, stream, outcome);
      return true;
    });
    if (outcomes.size > 0 && moved) database.scrub();
    return moved ? to : 'moved-on';
  };

  /** What was read is not stored when a transaction fails or comes too late. */
  const stored = async (work: (db: Db) => Promise<boolean>): Promise<boolean> => {
    let done = false;
    try {
      done = await database.writer.transaction().execute(work);
      return done;
    } finally {
      if (!done) readUpTo.clear();
    }
  };

  const storeOutcome = async (db: Db, stream: string, outcome: Outcome): Promise<void> => {
    if ('parked' in outcome) return park(db, outcome.parked);
    await replace(db, stream, 'rows' in outcome ? outcome.rows : {});
  };

  const replace = async (db: Db, stream: string, rows: Rows): Promise<void> => {
    const dynamic = db.withTables<DynamicTables>();
    for (const { name, columns } of projection.tables) {
      await dynamic.deleteFrom(name).where('stream', '=', stream).execute();
      const names = Object.keys(columns);
      for (const row of rows[name] ?? [])
        await dynamic
          .insertInto(name)
          .values({ stream, row_key: row.key, ...cellsOf(names, row) })
          .execute();
    }
  };

  const retry = async (stream: string): Promise<boolean> => {
    const parked = (await readParked(database.writer)).find((one) => one.stream === stream);
    if (parked === undefined) return true;
    try {
      const rows = await opened(stream);
      await database.writer.transaction().execute(async (db) => {
        await replace(db, stream, rows);
        await unpark(db, stream);
      });
      return true;
    } catch (error) {
      await park(database.writer, { ...parked, reason: reasonOf(error) });
      return false;
    }
  };

  return { apply, retry };
};
