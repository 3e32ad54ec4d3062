import type { Event } from '#libs/event-sourcing';
import {
  moveCheckpoint,
  park,
  readParked,
  unpark,
  type Db,
  type DynamicTables,
} from './database.js';
import { createKeyedOutcomes, type KeyedOutcome } from './keyed-outcomes.js';
import { reasonOf } from './parking.js';
import type { KeyedProjection } from './projection.js';
import { cellsOf } from './row-changes.js';
import type { Rows, TableDefinition } from './tables.js';
import { forwarded, type Target, type TargetOf } from './target.js';

/** Feeds tables without history. What is deleted leaves nothing behind in the files. */
export const createKeyedTarget = <E extends Event>(
  projection: KeyedProjection<E>,
  { source, database }: TargetOf<E>,
): Target => {
  const { outcomesOf, rowsOf, forget } = createKeyedOutcomes(projection, source);
  const { tables } = projection;

  const stored = async (work: (db: Db) => Promise<boolean>): Promise<boolean> => {
    let done = false;
    try {
      done = await database.writer.transaction().execute(work);
      return done;
    } finally {
      if (!done) forget();
    }
  };

  const apply: Target['apply'] = async (appends, from) => {
    const waiting = new Set((await readParked(database.writer)).map(({ stream }) => stream));
    const outcomes = await outcomesOf(appends.appends, waiting);
    const to = forwarded(from, appends);
    const moved = await stored(async (db) => {
      if (!(await moveCheckpoint(db, from.position, to))) return false;
      for (const [stream, outcome] of outcomes) await storeOutcome(db, tables, { stream, outcome });
      return true;
    });
    if (moved && outcomes.size > 0) database.scrub();
    return moved ? to : 'moved-on';
  };

  const retry: Target['retry'] = async (stream) => {
    const waiting = (await readParked(database.writer)).find((one) => one.stream === stream);
    if (waiting === undefined) return true;
    try {
      const rows = await rowsOf(stream);
      return await stored(async (db) => {
        await replaceRows(db, tables, { stream, rows });
        await unpark(db, stream);
        return true;
      });
    } catch (error) {
      await park(database.writer, { ...waiting, reason: reasonOf(error) });
      return false;
    }
  };

  return { apply, retry };
};

const storeOutcome = async (
  db: Db,
  tables: readonly TableDefinition[],
  { stream, outcome }: Readonly<{ stream: string; outcome: KeyedOutcome }>,
): Promise<void> => {
  if ('parked' in outcome) await park(db, outcome.parked);
  else await replaceRows(db, tables, { stream, rows: outcome.rows });
};

const replaceRows = async (
  db: Db,
  tables: readonly TableDefinition[],
  { stream, rows }: Readonly<{ stream: string; rows: Rows }>,
): Promise<void> => {
  const dynamic = db.withTables<DynamicTables>();
  for (const { name, columns } of tables) {
    await dynamic.deleteFrom(name).where('stream', '=', stream).execute();
    const names = Object.keys(columns);
    for (const row of rows[name] ?? [])
      await dynamic
        .insertInto(name)
        .values({ stream, row_key: row.key, ...cellsOf(names, row) })
        .execute();
  }
};
