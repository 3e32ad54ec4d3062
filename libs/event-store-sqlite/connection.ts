import Database from 'better-sqlite3';
import { migrate, refuseForeignFile } from './schema.js';

type Connection = Database.Database;

const PATIENCE_MS = 10_000;
const PAUSE_MS = 20;

/** Two connections on one file, both durable. `writer` never waits for a lock: its user tries again. */
export const connect = (path: string): Readonly<{ writer: Connection; reader: Connection }> => {
  const writer = open(path);
  migrate(writer);
  assertDurable(writer);
  writer.pragma('busy_timeout = 0');
  const reader = open(path);
  reader.pragma('query_only = ON');
  assertDurable(reader);
  return { writer, reader };
};

const open = (path: string): Connection => {
  const db = new Database(path, { timeout: PATIENCE_MS });
  patiently(() => refuseForeignFile(db));
  patiently(() => db.pragma('journal_mode = WAL'));
  db.pragma('synchronous = FULL');
  // On macOS a plain fsync leaves the bytes in the drive's cache. Elsewhere these mean nothing.
  db.pragma('fullfsync = ON');
  db.pragma('checkpoint_fullfsync = ON');
  db.pragma('wal_autocheckpoint = 4000');
  return db;
};

// SQLite does not call its busy handler when two processes turn one file to WAL at once.
const patiently = (step: () => unknown): void => {
  for (let waited = 0; ; waited += PAUSE_MS)
    try {
      step();
      return;
    } catch (error) {
      if (!isBusy(error) || waited >= PATIENCE_MS) throw error;
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, PAUSE_MS);
    }
};

const codeOf = (error: unknown): string =>
  typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';

/** Another connection holds the lock: nothing was done, and it can be tried again. */
export const isBusy = (error: unknown): boolean => codeOf(error).startsWith('SQLITE_BUSY');

const FULL = 2;

const assertDurable = (db: Connection): void => {
  const journal = db.pragma('journal_mode', { simple: true });
  const synchronous = db.pragma('synchronous', { simple: true });
  if (journal === 'wal' && synchronous === FULL) return;
  db.close();
  throw new Error(
    `The event store ${db.name} cannot be kept durably here (journal mode ${String(journal)}, ` +
      `synchronous ${String(synchronous)}; needed are wal and 2). Nothing was recorded. ` +
      'Use a local disk: WAL does not work on network file systems.',
  );
};
