import type { Database } from 'better-sqlite3';
import { safe } from './safe-integer.js';

/** Where a stream ends: its number (0 of one that is not there yet) and last revision (then -1). */
export type Head = Readonly<{ no: number; revision: number }>;

/** Where the log ends. */
export type Tail = Readonly<{ position: number; knownAt: number; lastStream: number }>;

const MOST_HEADS = 50_000;

/**
 * Where the log and its streams end. Remembered between transactions; to be forgotten when another
 * connection has written, or a transaction of ours came to nothing.
 */
export const createEnds = (db: Database) => {
  const last = db
    .prepare<[], [number, number]>(
      'SELECT position, known_at FROM events ORDER BY position DESC LIMIT 1',
    )
    .raw();
  const lastStream = db.prepare<[], number | null>('SELECT max(no) FROM streams').pluck();
  const headRow = db
    .prepare<[string], [number, number]>(
      `SELECT no, coalesce((SELECT max(revision) FROM events WHERE stream = no), -1)
       FROM streams WHERE name = ?`,
    )
    .raw();
  const heads = new Map<string, Head>();
  let tail: Tail | undefined;

  const readTail = (): Tail => {
    const [position, knownAt] = last.get() ?? [0, 0];
    return {
      position: safe(position),
      knownAt: safe(knownAt),
      lastStream: safe(lastStream.get() ?? 0),
    };
  };

  const readHead = (stream: string): Head => {
    const [no, revision] = headRow.get(stream) ?? [0, -1];
    return { no: safe(no), revision: safe(revision) };
  };

  return {
    head: (stream: string): Head => heads.get(stream) ?? readHead(stream),
    tail: (): Tail => (tail ??= readTail()),
    moved: (stream: string, head: Head, end: Tail): void => {
      tail = end;
      heads.set(stream, head);
      if (heads.size <= MOST_HEADS) return;
      const [oldest] = heads.keys();
      if (oldest !== undefined) heads.delete(oldest);
    },
    forget: (): void => {
      heads.clear();
      tail = undefined;
    },
  };
};
