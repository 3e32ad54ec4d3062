import { randomBytes } from 'node:crypto';
import type { Database } from 'better-sqlite3';

/** Tells our files from any other SQLite database ("PLEV"). */
const APPLICATION_ID = 0x504c4556;

/**
 * The log can grow at its end and in no other way. What refuses a change is a BEFORE trigger: an
 * UPDATE, a DELETE, an INSERT OR REPLACE and an upsert all meet one before they meet a row, whatever
 * the connection's pragmas (with `recursive_triggers` off, REPLACE removes rows without a word to
 * the DELETE triggers, so the INSERT itself must be stopped).
 */
const growOnly = `
  CREATE TRIGGER events_grow_at_the_end BEFORE INSERT ON events
  WHEN NEW.position IS NOT (SELECT coalesce(max(position), 0) + 1 FROM events)
    OR NEW.revision IS NOT (SELECT coalesce(max(revision), -1) + 1 FROM events WHERE stream = NEW.stream)
  BEGIN SELECT RAISE(ABORT, 'events are only ever added at the end of the log and of their stream'); END;
  CREATE TRIGGER events_are_not_changed BEFORE UPDATE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never changed'); END;
  CREATE TRIGGER events_are_not_deleted BEFORE DELETE ON events
  BEGIN SELECT RAISE(ABORT, 'events are never deleted'); END;

  CREATE TRIGGER streams_are_named_once BEFORE INSERT ON streams
  WHEN NEW.no IS NOT (SELECT coalesce(max(no), 0) + 1 FROM streams)
    OR EXISTS (SELECT 1 FROM streams WHERE name = NEW.name)
  BEGIN SELECT RAISE(ABORT, 'streams are named once'); END;
  CREATE TRIGGER streams_are_not_changed BEFORE UPDATE ON streams
  BEGIN SELECT RAISE(ABORT, 'streams are never changed'); END;
  CREATE TRIGGER streams_are_not_deleted BEFORE DELETE ON streams
  BEGIN SELECT RAISE(ABORT, 'streams are never deleted'); END;

  CREATE TRIGGER the_id_is_given_once BEFORE INSERT ON store
  WHEN EXISTS (SELECT 1 FROM store)
  BEGIN SELECT RAISE(ABORT, 'the id of a store is given once'); END;
  CREATE TRIGGER the_id_is_not_changed BEFORE UPDATE ON store
  BEGIN SELECT RAISE(ABORT, 'the id of a store is never changed'); END;
  CREATE TRIGGER the_id_is_not_deleted BEFORE DELETE ON store
  BEGIN SELECT RAISE(ABORT, 'the id of a store is never deleted'); END;
`;

const tables = `
  CREATE TABLE store (only INTEGER PRIMARY KEY CHECK (only = 1), id TEXT NOT NULL) STRICT;
  CREATE TABLE streams (no INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE) STRICT;
  CREATE TABLE events (
    position INTEGER PRIMARY KEY,
    stream INTEGER NOT NULL,
    revision INTEGER NOT NULL,
    id BLOB NOT NULL,
    hash BLOB NOT NULL,
    known_at INTEGER NOT NULL,
    body TEXT NOT NULL,
    UNIQUE (stream, revision)
  ) STRICT;
`;

/** The steps from an empty file to today's schema. What is here has run somewhere: add, never edit. */
const migrations: readonly Readonly<{ name: string; run: (db: Database) => void }>[] = [
  {
    name: 'the log',
    run: (db) => {
      db.exec(tables + growOnly);
      db.prepare('INSERT INTO store (only, id) VALUES (1, ?)').run(randomBytes(6).toString('hex'));
      db.pragma(`application_id = ${APPLICATION_ID}`);
    },
  },
];

export const SCHEMA_VERSION = migrations.length;

/** Brings the file to today's schema, in one transaction. Safe when several processes do it at once. */
export const migrate = (db: Database): void => {
  if (versionOf(db) === SCHEMA_VERSION) return;
  db.transaction(() => {
    db.exec('CREATE TABLE IF NOT EXISTS schema_version (version INTEGER PRIMARY KEY, name TEXT)');
    const version = versionOf(db);
    refuseNewerFile(version);
    for (const [index, { name, run }] of migrations.entries()) {
      if (index < version) continue;
      run(db);
      db.prepare('INSERT INTO schema_version VALUES (?, ?)').run(index + 1, name);
    }
  }).exclusive();
};

/** Throws on a database that something else keeps. Ask before anything is set: settings are stored. */
export const refuseForeignFile = (db: Database): void => {
  const id = db.pragma('application_id', { simple: true });
  const filled = db.prepare('SELECT 1 FROM sqlite_schema LIMIT 1').get() !== undefined;
  if (filled && id !== APPLICATION_ID)
    throw new Error(
      `${db.name} is an SQLite database, but no event store of this service. Nothing was changed. ` +
        'Name another file.',
    );
};

const versionOf = (db: Database): number => {
  const table = db.prepare("SELECT 1 FROM sqlite_schema WHERE name = 'schema_version'").get();
  if (table === undefined) return 0;
  return Number(db.prepare('SELECT max(version) FROM schema_version').pluck().get() ?? 0);
};

const refuseNewerFile = (version: number): void => {
  if (version > SCHEMA_VERSION)
    throw new Error(
      `The event store was written by a newer version of this service (schema ${version}; this one ` +
        `knows ${SCHEMA_VERSION}). Nothing was changed. Start the newer version.`,
    );
};

export const storeIdOf = (db: Database): string =>
  String(db.prepare('SELECT id FROM store').pluck().get());
