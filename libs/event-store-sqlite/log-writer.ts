import type { Append, AppendOutcome, ExpectedRevision } from '#libs/event-sourcing';
import { instantOf, microsOf } from '#libs/event-sourcing';
import type { Database } from 'better-sqlite3';
import { createEnds, type Head } from './ends.js';
import type { Transaction } from './group-commit.js';
import type { Positions } from './positions.js';
import { safe } from './safe-integer.js';

/**
 * Appends to the log, inside one transaction per group. Where streams end is remembered for as long
 * as no other connection has written (`data_version`); the schema refuses what a mistake would do.
 */
export const createLogWriter = (
  db: Database,
  positions: Positions,
): Transaction<Append, AppendOutcome> => {
  const sql = transactionSql(db);
  const ends = createEnds(db);
  const add = createAdding(db, ends);
  const sentBefore = createRecall(db);
  let version: unknown;

  const appended = (at: At, repeated: boolean): AppendOutcome => ({
    outcome: 'appended',
    revision: at.revision,
    position: positions.at(at.position),
    knownAt: instantOf(BigInt(at.knownAt)),
    repeated,
  });

  return {
    begin: () => {
      sql.begin.run();
      const seen = sql.version.get();
      if (seen !== version) ends.forget();
      version = seen;
    },
    apply: (append) => {
      const head = ends.head(append.stream);
      if (numberOf(append.expected) === head.revision) return appended(add(append, head), false);
      const before = sentBefore(append, head);
      if (before) return appended(before, true);
      const actual = head.revision < 0 ? 'no-stream' : head.revision;
      return { outcome: 'wrong-expected-revision', actual };
    },
    commit: () => sql.commit.run(),
    abandon: () => {
      ends.forget();
      if (db.inTransaction) sql.rollback.run();
    },
  };
};

const numberOf = (expected: ExpectedRevision): number => (expected === 'no-stream' ? -1 : expected);

const transactionSql = (db: Database) => ({
  begin: db.prepare('BEGIN IMMEDIATE'),
  commit: db.prepare('COMMIT'),
  rollback: db.prepare('ROLLBACK'),
  version: db.prepare('PRAGMA data_version').pluck(),
});

type At = Readonly<{ revision: number; position: number; knownAt: number }>;
type Ends = ReturnType<typeof createEnds>;

const createAdding = (db: Database, ends: Ends) => {
  const name = db.prepare('INSERT INTO streams (no, name) VALUES (?, ?)');
  const insert = db.prepare(
    `INSERT INTO events (position, stream, revision, id, hash, known_at, body)
     VALUES (?, ?, ?, ?, ?, ?, ?)`,
  );
  // SQLite copies what is bound, so one pair of buffers does for all events.
  const idBytes = Buffer.alloc(16);
  const hashBytes = Buffer.alloc(32);

  return ({ stream, events, recordedAt }: Append, head: Head): At => {
    const tail = ends.tail();
    const isNew = head.no === 0;
    const no = isNew ? tail.lastStream + 1 : head.no;
    if (isNew) name.run(no, stream);
    const knownAt = Math.max(Number(microsOf(recordedAt)), tail.knownAt + 1);
    let { position } = tail;
    let { revision } = head;
    for (const { id, hash, body } of events) {
      position += 1;
      revision += 1;
      idBytes.write(withoutDashes(id), 'hex');
      hashBytes.write(hash, 'hex');
      insert.run(position, no, safe(revision), idBytes, hashBytes, knownAt, body);
    }
    const lastStream = isNew ? no : tail.lastStream;
    ends.moved(stream, { no, revision }, { position, knownAt, lastStream });
    return { revision, position, knownAt };
  };
};

const withoutDashes = (id: string): string => id.replaceAll('-', '');

/** Finds the same events at the place where they were expected to go: an earlier sending went in. */
const createRecall = (db: Database) => {
  const placed = db
    .prepare<[number, number, number], [position: number, id: string, knownAt: number]>(
      `SELECT position, lower(hex(id)), known_at FROM events
       WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision`,
    )
    .raw();

  return ({ expected, events }: Append, { no, revision }: Head): At | undefined => {
    const first = numberOf(expected) + 1;
    const last = numberOf(expected) + events.length;
    if (no === 0 || revision < last) return undefined;
    const there = placed.all(no, first, last);
    const same = events.every(({ id }, index) => there[index]?.[1] === withoutDashes(id));
    const [position, , knownAt] = there.at(-1) ?? [];
    if (!same || position === undefined || knownAt === undefined) return undefined;
    return { revision: last, position, knownAt };
  };
};
