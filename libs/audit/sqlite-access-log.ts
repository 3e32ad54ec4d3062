import Database from 'better-sqlite3';
import {
  AccessLogStuck,
  assertImpersonal,
  type Access,
  type AccessCursor,
  type AccessListing,
  type AccessLog,
  type AccessPage,
} from './access-log.js';

export type SqliteAccessLogOptions = Readonly<{
  /** A file of its own; made when it is missing. */
  file: string;
  /** How long an entry may wait for others: what a crash of the process can lose. */
  flushAfterMs?: number | undefined;
  /** How many entries may wait while they cannot be written. */
  mostWaiting?: number | undefined;
  /** Told when a batch could not be written; it is kept and tried again. */
  onWriteFailed?: ((error: unknown) => void) | undefined;
}>;

const VERSION = 1;
const FLUSH_AFTER_MS = 50;
const MOST_WAITING = 10_000;
const FULL_BATCH = 500;
const BUSY_TIMEOUT_MS = 5_000;

// What refuses a change is a BEFORE trigger, which INSERT OR REPLACE and upserts meet as well.
const SCHEMA = `
  CREATE TABLE access (
    seq INTEGER PRIMARY KEY,
    at TEXT NOT NULL,
    actor TEXT,
    role TEXT,
    team TEXT,
    action TEXT NOT NULL,
    subject TEXT,
    outcome TEXT NOT NULL,
    request TEXT NOT NULL,
    reason TEXT
  ) STRICT;
  CREATE INDEX access_by_subject ON access (subject, seq);
  CREATE INDEX access_by_actor ON access (actor, seq);
  CREATE TRIGGER access_grows_at_the_end BEFORE INSERT ON access
  WHEN NEW.seq IS NOT (SELECT coalesce(max(seq), 0) + 1 FROM access)
  BEGIN SELECT RAISE(ABORT, 'accesses are only ever added at the end'); END;
  CREATE TRIGGER access_is_not_changed BEFORE UPDATE ON access
  BEGIN SELECT RAISE(ABORT, 'accesses are never changed'); END;
  CREATE TRIGGER access_is_not_deleted BEFORE DELETE ON access
  BEGIN SELECT RAISE(ABORT, 'accesses are never deleted'); END;
`;

/** Several processes may open the same file. */
export const openSqliteAccessLog = (options: SqliteAccessLogOptions): AccessLog => {
  const db = openDatabase(options.file);
  const writer = batchWriter(insertInto(db), options);
  const aboutSubject = pagesOf(db, 'subject');
  const byActor = pagesOf(db, 'actor');
  return {
    record: writer.add,
    flush: async () => writer.flush(),
    aboutSubject: async (subject, listing) => {
      writer.flush();
      return aboutSubject(subject, listing);
    },
    byActor: async (actorId, listing) => {
      writer.flush();
      return byActor(actorId, listing);
    },
    close: async () => {
      writer.flush();
      db.close();
    },
  };
};

const openDatabase = (file: string): Database.Database => {
  const db = new Database(file, { timeout: BUSY_TIMEOUT_MS });
  db.pragma('journal_mode = wal');
  db.pragma('synchronous = full');
  db.transaction(() => {
    const version = Number(db.pragma('user_version', { simple: true }));
    if (version > VERSION)
      throw new Error(
        `The access log ${file} is of version ${version}; this program knows version ${VERSION}. ` +
          'Nothing was changed. Use the newer program.',
      );
    if (version === 0) db.exec(SCHEMA);
    db.pragma(`user_version = ${VERSION}`);
  }).immediate();
  return db;
};

const insertInto = (db: Database.Database): ((batch: readonly Access[]) => void) => {
  const insert = db.prepare(
    `INSERT INTO access (seq, at, actor, role, team, action, subject, outcome, request, reason)
     VALUES ((SELECT coalesce(max(seq), 0) + 1 FROM access),
       @at, @actorId, @role, @team, @action, @subject, @outcome, @requestId, @reason)`,
  );
  const all = db.transaction((batch: readonly Access[]) => {
    for (const access of batch) insert.run(access);
  });
  return (batch) => all.immediate(batch);
};

const batchWriter = (
  write: (batch: readonly Access[]) => void,
  {
    flushAfterMs = FLUSH_AFTER_MS,
    mostWaiting = MOST_WAITING,
    onWriteFailed = () => undefined,
  }: SqliteAccessLogOptions,
) => {
  let waiting: Access[] = [];
  let timer: NodeJS.Timeout | undefined;
  let failure: unknown;

  const flush = (): void => {
    clearTimeout(timer);
    timer = undefined;
    if (waiting.length === 0) return;
    write(waiting);
    waiting = [];
  };
  const tryToFlush = (): void => {
    try {
      flush();
    } catch (error) {
      failure = error;
      onWriteFailed(error);
      later();
    }
  };
  const later = (): void => {
    timer ??= setTimeout(tryToFlush, flushAfterMs);
  };
  const add = (access: Access): void => {
    assertImpersonal(access);
    if (waiting.length >= mostWaiting) throw new AccessLogStuck(waiting.length, failure);
    waiting.push(access);
    if (waiting.length === FULL_BATCH) tryToFlush();
    else later();
  };
  return { add, flush };
};

type Row = Readonly<Record<'at' | 'action' | 'outcome' | 'request', string>> &
  Readonly<Record<'actor' | 'role' | 'team' | 'subject' | 'reason', string | null>> &
  Readonly<{ seq: number }>;

const pagesOf = (db: Database.Database, column: 'subject' | 'actor') => {
  const select = db.prepare<[string, number, number], Row>(
    `SELECT * FROM access WHERE ${column} = ? AND seq <= ? ORDER BY seq DESC LIMIT ?`,
  );
  return (value: string, { from, limit }: AccessListing): AccessPage => {
    const rows = select.all(value, Number(from ?? Number.MAX_SAFE_INTEGER), limit + 1);
    const next = rows[limit]?.seq;
    return {
      entries: rows.slice(0, limit).map(accessOf),
      next: next === undefined ? undefined : (String(next) as AccessCursor),
    };
  };
};

const accessOf = (row: Row): Access => ({
  at: row.at as Access['at'],
  actorId: row.actor ?? undefined,
  role: row.role ?? undefined,
  team: row.team ?? undefined,
  action: row.action,
  subject: row.subject ?? undefined,
  outcome: row.outcome as Access['outcome'],
  requestId: row.request,
  reason: row.reason ?? undefined,
});
