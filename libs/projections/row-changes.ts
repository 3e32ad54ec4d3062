import type { Db, DynamicTables } from './database.js';
import { openEnd } from './database.js';
import { type Cell, type Row, type TableDefinition } from './tables.js';
import type { RowVersion, VersionSink } from './versions.js';

/** The stored rows are not those that were computed before: only a rebuild makes them right again. */
export class StoredRowsDiffer extends Error {
  override readonly name = 'StoredRowsDiffer';
  constructor(table: string) {
    super(
      `The stored rows of ${table} are not those that its history gives. Nothing of this batch was ` +
        'stored. Rebuild the projection; until then it stands still.',
    );
  }
}

type Change = Readonly<{
  inserted: RowVersion[];
  closed: { stream: string; key: string; to: number }[];
}>;

const ROWS_AT_ONCE = 100;

/** Collects what a batch changes, and writes it in one go. */
export const createRowChanges = <F>(
  tables: readonly TableDefinition[],
  flush: (followed: F, sink: VersionSink) => void,
) => {
  const changes: readonly Change[] = tables.map(() => ({ inserted: [], closed: [] }));
  const sink: VersionSink = {
    insert: (table, version) => changes[table]?.inserted.push(version),
    close: (table, closed) => changes[table]?.closed.push(closed),
  };
  const touched = new Map<string, F>();

  const write = async (db: Db): Promise<void> => {
    for (const followed of touched.values()) flush(followed, sink);
    for (const [at, { name, columns }] of tables.entries()) {
      const { closed, inserted } = changes[at] ?? { closed: [], inserted: [] };
      for (const one of closed) await closeRow(db, name, one);
      const names = Object.keys(columns);
      for (let from = 0; from < inserted.length; from += ROWS_AT_ONCE)
        await db
          .withTables<DynamicTables>()
          .insertInto(name)
          .values(inserted.slice(from, from + ROWS_AT_ONCE).map((one) => storedRow(names, one)))
          .execute();
    }
  };

  return { sink, touched, write };
};

export type RowChanges<F> = ReturnType<typeof createRowChanges<F>>;

const closeRow = async (
  db: Db,
  table: string,
  { stream, key, to }: Change['closed'][number],
): Promise<void> => {
  const { numUpdatedRows } = await db
    .withTables<DynamicTables>()
    .updateTable(table)
    .set({ known_to: to })
    .where('stream', '=', stream)
    .where('row_key', '=', key)
    .where('known_to', '=', openEnd)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) throw new StoredRowsDiffer(table);
};

const storedRow = (
  names: readonly string[],
  { stream, row, from, to }: RowVersion,
): Record<string, Cell> => ({
  stream,
  row_key: row.key,
  known_from: from,
  known_to: to,
  ...cellsOf(names, row),
});

export const cellsOf = (names: readonly string[], row: Row): Record<string, Cell> => {
  const cells: Record<string, Cell> = {};
  for (const name of names) cells[name] = row[name] ?? null;
  return cells;
};
