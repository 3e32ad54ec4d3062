import Database from 'better-sqlite3';
import { closeSync, fsyncSync, openSync } from 'node:fs';
import { Kysely, SqliteDialect } from 'kysely';
import {
  columnsOf,
  createBookkeeping,
  createTables,
  type BookkeepingTables,
  type BulkLoad,
  type Db,
  type ReadDatabase,
  type TableKind,
} from './database.js';
import type { Cell, TableDefinition } from './tables.js';

// The seam to SQLite. Another database brings the same: a generation opened, and one filled in bulk.

const PATIENCE_MS = 10_000;

/** Opens a generation. What a power cut takes from its end is read from the log again. */
export const openSqliteDatabase = (file: string): ReadDatabase => {
  const writer = connected(file);
  // What is deleted here may have been somebody's name: nothing of it stays in the file.
  writer.pragma('secure_delete = ON');
  const reader = connected(file);
  reader.pragma('query_only = ON');
  const dbs = [kyselyOver(writer), kyselyOver(reader)] as const;
  return {
    writer: dbs[0],
    reader: dbs[1],
    scrub: () => writer.pragma('wal_checkpoint(TRUNCATE)'),
    close: async () => {
      for (const db of dbs) await db.destroy();
    },
  };
};

const connected = (file: string): Database.Database => {
  const db = new Database(file, { timeout: PATIENCE_MS, fileMustExist: true });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = NORMAL');
  return db;
};

const MOST_STATEMENTS = 500;

/** Kysely prepares each statement anew; here the same text finds the same statement again. */
const kyselyOver = (db: Database.Database): Db => {
  const prepared = new Map<string, Database.Statement<unknown[]>>();
  const prepare = (text: string): Database.Statement<unknown[]> => {
    const there = prepared.get(text);
    if (there) return there;
    if (prepared.size >= MOST_STATEMENTS) prepared.clear();
    const statement = db.prepare<unknown[]>(text);
    prepared.set(text, statement);
    return statement;
  };
  return new Kysely<BookkeepingTables>({
    dialect: new SqliteDialect({
      database: {
        close: () => db.close(),
        prepare: (text) => {
          const statement = prepare(text);
          return {
            reader: statement.reader,
            all: (given) => statement.all(...given),
            run: (given) => statement.run(...given),
            iterate: (given) => statement.iterate(...given),
          };
        },
      },
    }),
  });
};

/** Makes the file of a new generation, with its tables and nothing in them. */
export const createSqliteGeneration = async (
  file: string,
  tables: readonly TableDefinition[],
  kind: TableKind,
): Promise<void> => {
  const db = kyselyOver(unguarded(file));
  await createBookkeeping(db);
  await createTables(db, tables, kind);
  await db.destroy();
};

/** Runs the last steps of a bulk build on its file, then puts everything on disk. */
export const finishSqliteGeneration = async (
  file: string,
  steps: (db: Db) => Promise<void>,
): Promise<void> => {
  const connection = unguarded(file);
  const db = kyselyOver(connection);
  await steps(db);
  await db.destroy();
  const descriptor = openSync(file, 'r+');
  fsyncSync(descriptor);
  closeSync(descriptor);
};

/** Without any guard against a crash: a half-built file is thrown away. */
const unguarded = (file: string): Database.Database => {
  const db = new Database(file);
  db.pragma('journal_mode = OFF');
  db.pragma('synchronous = OFF');
  db.pragma('locking_mode = EXCLUSIVE');
  db.pragma('cache_size = -32768');
  db.pragma('threads = 2');
  return db;
};

const ROWS_AT_ONCE = 32;

export const openSqliteBulkLoad = (
  file: string,
  tables: readonly TableDefinition[],
  kind: TableKind,
): BulkLoad => {
  const db = unguarded(file);
  const loads = tables.map((table) => tableLoad(db, table, kind));
  db.exec('BEGIN');
  const close = (): void => {
    for (const load of loads) load.end();
    db.exec('COMMIT');
    db.close();
  };
  return {
    insert: (table, values) => loads[table]?.insert(values),
    takeOver: (other) => {
      db.exec('COMMIT');
      db.prepare('ATTACH ? AS part').run(other);
      // Tables of the same shape and without indexes: SQLite copies the records as they are.
      for (const { name } of tables)
        db.exec(`INSERT INTO main."${name}" SELECT * FROM part."${name}"`);
      db.exec('DETACH part; BEGIN');
    },
    close,
  };
};

/** Several rows a statement, each statement compiled once. */
const tableLoad = (db: Database.Database, table: TableDefinition, kind: TableKind) => {
  const columns = columnsOf(table, kind);
  const one = `(${columns.map(() => '?').join(',')})`;
  const into = `INSERT INTO "${table.name}" VALUES `;
  const single = db.prepare<unknown[]>(into + one);
  const several = db.prepare<unknown[]>(into + Array(ROWS_AT_ONCE).fill(one).join(','));
  const full = ROWS_AT_ONCE * columns.length;
  let waiting: Cell[] = [];

  return {
    insert: (values: readonly Cell[]): void => {
      for (const value of values) waiting.push(value);
      if (waiting.length < full) return;
      several.run(waiting);
      waiting = [];
    },
    end: (): void => {
      for (let at = 0; at < waiting.length; at += columns.length)
        single.run(waiting.slice(at, at + columns.length));
      waiting = [];
    },
  };
};
