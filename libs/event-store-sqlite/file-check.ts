import Database from 'better-sqlite3';

/**
 * What is wrong with an event store's file, in words; empty when nothing is. Looks at SQLite's own
 * structures, and that the log has no gap: positions, revisions of each stream, and `known_at`
 * running on. It reads the whole file. Hashes and their chain are the codec's to check.
 */
export const fileProblems = (path: string): readonly string[] => {
  const db = new Database(path, { readonly: true, fileMustExist: true });
  try {
    return [...broken(db), ...checks.flatMap((check) => failing(db, check))];
  } finally {
    db.close();
  }
};

const broken = (db: Database.Database): readonly string[] =>
  db
    .prepare<[], string>('PRAGMA integrity_check(20)')
    .pluck()
    .all()
    .filter((line) => line !== 'ok');

type Check = Readonly<{ sql: string; say: (found: number) => string }>;

const checks: readonly Check[] = [
  {
    sql: 'SELECT max(position) - count(*) FROM events',
    say: (found) => `${found} events are missing from the log.`,
  },
  {
    sql: `SELECT count(*) FROM (SELECT 1 FROM events GROUP BY stream
      HAVING max(revision) + 1 <> count(*) OR min(revision) <> 0)`,
    say: (found) => `${found} streams have gaps.`,
  },
  {
    sql: `SELECT count(*) FROM (SELECT known_at, lag(known_at) OVER (ORDER BY position) AS before
      FROM events) WHERE known_at < before`,
    say: (found) => `${found} events are known earlier than the event before them.`,
  },
  {
    sql: 'SELECT count(*) FROM events WHERE stream NOT IN (SELECT no FROM streams)',
    say: (found) => `${found} events belong to no stream.`,
  },
];

const failing = (db: Database.Database, { sql, say }: Check): readonly string[] => {
  const found = Number(db.prepare(sql).pluck().get() ?? 0);
  return found === 0 ? [] : [say(found)];
};
