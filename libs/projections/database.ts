import { sql, type Kysely } from 'kysely';
import type { Position } from '#libs/event-sourcing';
import { KNOWN_STILL, type Cell, type ColumnType, type TableDefinition } from './tables.js';

/** What every generation keeps beside its tables. */
export type BookkeepingTables = {
  /** One row: how far the log has been read, and how many events that were. */
  checkpoint: { only: number; position: string; events: number };
  /** Streams that could not be carried on, from which revision on, and why. */
  parked: { stream: string; revision: number; position: string; reason: string };
};

export type Db = Kysely<BookkeepingTables>;

/** Tables that are known at run time only. */
export type DynamicTables = Record<string, Record<string, Cell>>;

/** One generation of stored tables: a database of its own, with its own checkpoint. */
export type ReadDatabase = Readonly<{
  writer: Db;
  /** Refuses to write; sees what is committed. */
  reader: Db;
  /** Leaves nothing of deleted rows beside the tables either. */
  scrub: () => void;
  close: () => Promise<void>;
}>;

/** Fills a new, empty generation as fast as can be. Nobody reads it before `finish`. */
export type BulkLoad = Readonly<{
  /** `values` in the order of {@link columnsOf}. */
  insert: (table: number, values: readonly Cell[]) => void;
  /** Takes over the rows of another file that was filled and `closed`. */
  takeOver: (file: string) => void;
  close: () => void;
}>;

export type TableKind = 'history' | 'keyed';

/** All columns of a table in the order in which they were made. */
export const columnsOf = ({ columns }: TableDefinition, kind: TableKind): readonly string[] => [
  ...['stream', 'row_key'],
  ...(kind === 'history' ? ['known_from', 'known_to'] : []),
  ...Object.keys(columns),
];

export const createTables = async (
  db: Db,
  tables: readonly TableDefinition[],
  kind: TableKind,
): Promise<void> => {
  for (const { name, columns } of tables) {
    let making = db.schema
      .createTable(name)
      .addColumn('stream', 'text', (column) => column.notNull())
      .addColumn('row_key', 'text', (column) => column.notNull());
    if (kind === 'history')
      making = making
        .addColumn('known_from', 'bigint', (column) => column.notNull())
        .addColumn('known_to', 'bigint', (column) => column.notNull());
    for (const [column, type] of Object.entries(columns))
      making = making.addColumn(column, sqlTypeOf(type), (made) =>
        type.endsWith('or null') ? made : made.notNull(),
      );
    await making.execute();
  }
};

const sqlTypeOf = (type: ColumnType): 'text' | 'bigint' =>
  type.startsWith('text') ? 'text' : 'bigint';

/** Made last where many rows go in at once. */
export const createIndexes = async (
  db: Db,
  tables: readonly TableDefinition[],
  kind: TableKind,
): Promise<void> => {
  for (const { name, indexes } of tables) {
    await db.schema
      .createIndex(`${name}_rows`)
      .unique()
      .on(name)
      .columns(['stream', 'row_key', ...(kind === 'history' ? ['known_from'] : [])])
      .execute();
    for (const { columns, current } of indexes) {
      const making = db.schema
        .createIndex([name, ...columns, ...(current ? ['current'] : [])].join('_'))
        .on(name)
        .columns([...columns]);
      await (current ? making.where(sql.ref('known_to'), '=', openEnd) : making).execute();
    }
  }
};

/** Written out, not bound: an index of current rows is used only where the query shows that it fits. */
export const openEnd = sql.lit(KNOWN_STILL);

export const createBookkeeping = async (db: Db): Promise<void> => {
  await db.schema
    .createTable('checkpoint')
    .addColumn('only', 'integer', (column) => column.primaryKey())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('events', 'bigint', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('parked')
    .addColumn('stream', 'text', (column) => column.primaryKey())
    .addColumn('revision', 'bigint', (column) => column.notNull())
    .addColumn('position', 'text', (column) => column.notNull())
    .addColumn('reason', 'text', (column) => column.notNull())
    .execute();
  await db.insertInto('checkpoint').values({ only: 1, position: 'start', events: 0 }).execute();
};

export type Checkpoint = Readonly<{ position: Position | 'start'; events: number }>;

export const readCheckpoint = async (db: Db): Promise<Checkpoint> => {
  const { position, events } = await db
    .selectFrom('checkpoint')
    .select(['position', 'events'])
    .executeTakeFirstOrThrow();
  return { position: position as Position | 'start', events };
};

/** False when it no longer stands at `from`: another process has carried on from there. */
export const moveCheckpoint = async (
  db: Db,
  from: Position | 'start',
  to: Checkpoint,
): Promise<boolean> => {
  const { numUpdatedRows } = await db
    .updateTable('checkpoint')
    .set({ position: to.position, events: to.events })
    .where('position', '=', from)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
};

export type Parked = Readonly<{
  stream: string;
  /** The first revision that is not in the tables. */
  revision: number;
  position: string;
  reason: string;
}>;

export const readParked = (db: Db): Promise<readonly Parked[]> =>
  db.selectFrom('parked').selectAll().orderBy('stream').execute();

export const park = async (db: Db, parked: Parked): Promise<void> => {
  await db.deleteFrom('parked').where('stream', '=', parked.stream).execute();
  await db.insertInto('parked').values(parked).execute();
};

export const unpark = async (db: Db, stream: string): Promise<void> => {
  await db.deleteFrom('parked').where('stream', '=', stream).execute();
};
