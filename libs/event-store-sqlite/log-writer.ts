import type { Append, AppendOutcome, ExpectedRevision } from '#libs/event-sourcing';
import { instantOf } from '#libs/event-sourcing';
import type { Database } from 'better-sqlite3';
import { recordedMicros } from './append-check.js';
import type { Transaction } from './group-commit.js';
import type { Positions } from './positions.js';
import { safe } from './safe-integer.js';

/** Where a stream ends; revision -1 of a stream that is not there yet. */
type Head = Readonly<{ no: number; revision: number }>;

/** Where the log ends. */
type Tail = Readonly<{ position: number; knownAt: number; lastStream: number }>;

const MOST_HEADS = 50_000;

/**
 * Appends to the log, inside one transaction per group. Heads of streams are remembered for as long
 * as no other connection has written (`data_version`); the schema refuses what a stale one would do.
 */
export const createLogWriter = (
  db: Database,
  positions: Positions,
): Transaction<Append, AppendOutcome> => {
  const sql = statements(db);
  const heads = new Map<string, Head>();
  let tail: Tail | undefined;
  let version: unknown;

  const forget = (): void => {
    heads.clear();
    tail = undefined;
  };

  const readTail = (): Tail => {
    const last = sql.last.get();
    const [position, knownAt] = last ? [safe(last[0]), safe(last[1])] : [0, 0];
    return { position, knownAt, lastStream: safe(sql.lastStream.get() ?? 0) };
  };

  const headOf = (stream: string): Head => {
    const known = heads.get(stream);
    if (known) return known;
    const row = sql.head.get(stream);
    return row ? { no: safe(row[0]), revision: safe(row[1]) } : { no: 0, revision: -1 };
  };

  const remember = (stream: string, head: Head): void => {
    heads.set(stream, head);
    if (heads.size <= MOST_HEADS) return;
    const [oldest] = heads.keys();
    if (oldest !== undefined) heads.delete(oldest);
  };

  const named = (stream: string, { no }: Head, end: Tail): number => {
    if (no > 0) return no;
    sql.name.run(end.lastStream + 1, stream);
    return end.lastStream + 1;
  };

  const add = ({ stream, events, recordedAt }: Append, head: Head): AppendOutcome => {
    const end = (tail ??= readTail());
    const no = named(stream, head, end);
    const knownAt = Math.max(recordedMicros(recordedAt), end.knownAt + 1);
    let { position } = end;
    let { revision } = head;
    for (const { id, hash, body } of events) {
      position += 1;
      revision += 1;
      sql.add.run(position, no, safe(revision), id.replaceAll('-', ''), hash, knownAt, body);
    }
    tail = { position, knownAt, lastStream: Math.max(no, end.lastStream) };
    remember(stream, { no, revision });
    return appended({ revision, position, knownAt }, false);
  };

  const appended = (
    at: Readonly<{ revision: number; position: number; knownAt: number }>,
    repeated: boolean,
  ): AppendOutcome => ({
    outcome: 'appended',
    revision: at.revision,
    position: positions.at(at.position),
    knownAt: instantOf(BigInt(at.knownAt)),
    repeated,
  });

  /** The same events, at the place where they were expected to go: an earlier sending went in. */
  const sentBefore = (
    { expected, events }: Append,
    { no, revision }: Head,
  ): AppendOutcome | undefined => {
    const first = numberOf(expected) + 1;
    if (no === 0 || revision < first + events.length - 1) return undefined;
    const there = sql.placed.all(no, first, first + events.length - 1);
    const same = events.every(({ id }, index) => there[index]?.[1] === id.replaceAll('-', ''));
    const last = there.at(-1);
    if (!same || !last) return undefined;
    const [position, , knownAt] = last;
    return appended({ revision: first + events.length - 1, position, knownAt }, true);
  };

  return {
    begin: () => {
      sql.begin.run();
      const seen = sql.version.get();
      if (seen !== version) forget();
      version = seen;
    },
    apply: (append) => {
      const head = headOf(append.stream);
      if (numberOf(append.expected) === head.revision) return add(append, head);
      const actual = head.revision < 0 ? 'no-stream' : head.revision;
      return sentBefore(append, head) ?? { outcome: 'wrong-expected-revision', actual };
    },
    commit: () => sql.commit.run(),
    abandon: () => {
      forget();
      version = undefined;
      if (db.inTransaction) sql.rollback.run();
    },
  };
};

const numberOf = (expected: ExpectedRevision): number => (expected === 'no-stream' ? -1 : expected);

const statements = (db: Database) => ({
  begin: db.prepare('BEGIN IMMEDIATE'),
  commit: db.prepare('COMMIT'),
  rollback: db.prepare('ROLLBACK'),
  version: db.prepare('PRAGMA data_version').pluck(),
  last: db
    .prepare<[], [number, number]>(
      'SELECT position, known_at FROM events ORDER BY position DESC LIMIT 1',
    )
    .raw(),
  lastStream: db.prepare<[], number | null>('SELECT max(no) FROM streams').pluck(),
  head: db
    .prepare<[string], [number, number]>(
      `SELECT no, coalesce((SELECT max(revision) FROM events WHERE stream = no), -1)
       FROM streams WHERE name = ?`,
    )
    .raw(),
  placed: db
    .prepare<[number, number, number], [number, string, number]>(
      `SELECT position, lower(hex(id)), known_at FROM events
       WHERE stream = ? AND revision BETWEEN ? AND ? ORDER BY revision`,
    )
    .raw(),
  name: db.prepare('INSERT INTO streams (no, name) VALUES (?, ?)'),
  add: db.prepare(
    `INSERT INTO events (position, stream, revision, id, hash, known_at, body)
     VALUES (?, ?, ?, unhex(?), unhex(?), ?, ?)`,
  ),
});
