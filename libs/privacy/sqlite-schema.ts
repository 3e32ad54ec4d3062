import type { KeyObject } from 'node:crypto';
import Database from 'better-sqlite3';
import { unwrap, wrap } from './subject-secret.js';

/** The key store belongs to another master key, or to a newer version. Nothing was changed. */
export class KeyStoreNotOpened extends Error {
  override readonly name = 'KeyStoreNotOpened';
}

const VERSION = 1;
const BUSY_TIMEOUT_MS = 5_000;

// Destroyed secrets are overwritten in place and their rows stay: taking rows away, or putting them
// anywhere but at the end, lets SQLite move their neighbours and leave copies in unused space.
const SCHEMA = `
  CREATE TABLE secret (
    generation INTEGER PRIMARY KEY AUTOINCREMENT,
    kid TEXT NOT NULL UNIQUE,
    subject TEXT NOT NULL,
    wrapped BLOB NOT NULL,
    destroyed INTEGER NOT NULL DEFAULT 0
  ) STRICT;
  CREATE INDEX secret_by_subject ON secret (subject);
  CREATE TABLE current_key (subject TEXT PRIMARY KEY, kid TEXT NOT NULL UNIQUE) STRICT, WITHOUT ROWID;
  CREATE TABLE destruction (
    intended INTEGER PRIMARY KEY AUTOINCREMENT,
    kid TEXT NOT NULL,
    subject TEXT NOT NULL,
    stream TEXT NOT NULL,
    event_id TEXT NOT NULL,
    UNIQUE (event_id, stream, kid)
  ) STRICT;
  CREATE TABLE master_key_check (wrapped BLOB NOT NULL) STRICT;
`;

const CHECK = { subject: 'master key', kid: 'check' };

/** @throws KeyStoreNotOpened */
export const openDatabase = (file: string, masterKey: KeyObject): Database.Database => {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  try {
    setUp(db);
    db.transaction(() => migrate(db, { file, masterKey })).immediate();
    return db;
  } catch (error) {
    db.close();
    throw error;
  }
};

/**
 * A write-ahead log would keep a destroyed secret until it is overwritten by chance. A rollback
 * journal is gone with the commit; TRUNCATE because, unlike DELETE, SQLite then syncs its end, so
 * that a power cut cannot bring it back and undo what was acknowledged.
 */
const setUp = (db: Database.Database): void => {
  const wanted = { journal_mode: 'truncate', synchronous: 2, secure_delete: 1, temp_store: 2 };
  for (const [pragma, value] of Object.entries(wanted)) {
    db.pragma(`${pragma} = ${value}`);
    const actual = db.pragma(pragma, { simple: true });
    if (actual !== value)
      throw new KeyStoreNotOpened(
        `The key store cannot work safely: ${pragma} is ${String(actual)} in place of ${value}. ` +
          'It must be a file on a local disk.',
      );
  }
};

type Opening = Readonly<{ file: string; masterKey: KeyObject }>;

const migrate = (db: Database.Database, opening: Opening): void => {
  const version = Number(db.pragma('user_version', { simple: true }));
  if (version === 0) return lay(db, opening.masterKey);
  if (version !== VERSION)
    throw new KeyStoreNotOpened(
      `The key store ${opening.file} is of version ${version}; this program knows version ` +
        `${VERSION}. Nothing was changed. Use the newer program.`,
    );
  assertMasterKey(db, opening);
};

const lay = (db: Database.Database, masterKey: KeyObject): void => {
  db.exec(SCHEMA);
  db.prepare('INSERT INTO master_key_check VALUES (?)').run(
    wrap(Buffer.alloc(32), CHECK, masterKey),
  );
  db.pragma(`user_version = ${VERSION}`);
};

const assertMasterKey = (db: Database.Database, { file, masterKey }: Opening): void => {
  const wrapped = db.prepare('SELECT wrapped FROM master_key_check').pluck().get() as Buffer;
  if (unwrap(wrapped, CHECK, masterKey) === undefined)
    throw new KeyStoreNotOpened(
      `The key store ${file} was written under another master key. Nothing was changed. ` +
        'Give the master key it was made with: no other opens what is recorded.',
    );
};
