import type { Batch, Position, ReadAll, ReadStream, StoredEvent } from '#libs/event-sourcing';
import { instantOf } from '#libs/event-sourcing';
import type { Database } from 'better-sqlite3';
import type { Positions } from './positions.js';
import { safe } from './safe-integer.js';

type Row = [
  position: number,
  stream: string,
  revision: number,
  id: string,
  hash: string,
  knownAt: number,
  body: string,
];

const COLUMNS = `e.position, s.name, e.revision, lower(hex(e.id)), lower(hex(e.hash)), e.known_at, e.body`;

/**
 * CROSS JOIN fixes the order of the loops: a whole log is read along its positions, and a prefix is
 * looked up on the way. Left to itself SQLite may go by stream and then sort everything.
 */
export const queries = {
  forwards: `SELECT ${COLUMNS} FROM streams s CROSS JOIN events e ON e.stream = s.no
    WHERE s.name = ? AND e.revision >= ? ORDER BY e.revision LIMIT ?`,
  backwards: `SELECT ${COLUMNS} FROM streams s CROSS JOIN events e ON e.stream = s.no
    WHERE s.name = ? AND e.revision <= ? ORDER BY e.revision DESC LIMIT ?`,
  all: `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.no = e.stream
    WHERE e.position > ? AND e.position <= ? ORDER BY e.position LIMIT ?`,
  prefixed: `SELECT ${COLUMNS} FROM events e CROSS JOIN streams s ON s.no = e.stream
    WHERE e.position > ? AND e.position <= ? AND substr(s.name, 1, length(?)) = ?
    ORDER BY e.position LIMIT ?`,
  head: 'SELECT max(position) FROM events',
} as const;

/** How far one reading looks for what a prefix lets through, so that it never takes long. */
const MOST_LOOKED_AT = 10_000;
const NO_LIMIT = -1;

export type LogReader = Readonly<{
  readStream: (stream: string, read?: ReadStream) => readonly StoredEvent[];
  readAll: (read: ReadAll) => Batch;
  head: () => Position | 'start';
  /** Another number whenever any other connection has written. */
  version: () => unknown;
}>;

export const createLogReader = (db: Database, positions: Positions): LogReader => {
  const forwards = db.prepare<unknown[], Row>(queries.forwards).raw();
  const backwards = db.prepare<unknown[], Row>(queries.backwards).raw();
  const all = db.prepare<unknown[], Row>(queries.all).raw();
  const prefixed = db.prepare<unknown[], Row>(queries.prefixed).raw();
  const lastPosition = db.prepare<[], number | null>(queries.head).pluck();
  const version = db.prepare('PRAGMA data_version').pluck();

  const head = (): number => safe(lastPosition.get() ?? 0);

  const toEvent = (row: Row): StoredEvent => {
    const [position, stream, revision, id, hash, knownAt, body] = row;
    return {
      ...{ id: dashed(id), body, hash, stream, revision: safe(revision) },
      ...{ position: positions.at(safe(position)), knownAt: instantOf(BigInt(safe(knownAt))) },
    };
  };

  const readAll = ({ after, prefix, limit }: ReadAll): Batch => {
    assertLimit(limit);
    const end = head();
    const from = positions.numberOf(after);
    assertNotBeyond(from, end, after);
    const filtered = prefix !== undefined && prefix !== '';
    const until = filtered ? Math.min(end, from + Math.max(limit, MOST_LOOKED_AT)) : end;
    const rows = filtered
      ? prefixed.all(from, until, prefix, prefix, limit)
      : all.all(from, until, limit);
    const upTo = rows.length < limit ? until : safe(rows.at(-1)?.[0]);
    return {
      events: rows.map(toEvent),
      upTo: positions.textOf(upTo),
      caughtUp: upTo === end,
    };
  };

  const readStream = (stream: string, read: ReadStream = {}): readonly StoredEvent[] => {
    const { from, direction = 'forwards', limit = NO_LIMIT } = read;
    if (limit !== NO_LIMIT) assertLimit(limit);
    const rows =
      direction === 'forwards'
        ? forwards.all(stream, from ?? 0, limit)
        : backwards.all(stream, from ?? Number.MAX_SAFE_INTEGER, limit);
    return rows.map(toEvent);
  };

  return {
    readStream,
    readAll,
    head: () => positions.textOf(head()),
    version: () => version.get(),
  };
};

const assertLimit = (limit: number): void => {
  if (!Number.isSafeInteger(limit) || limit < 1)
    throw new RangeError(`A reading needs a limit of at least 1, not ${limit}.`);
};

const assertNotBeyond = (from: number, end: number, after: string): void => {
  if (from <= end) return;
  throw new Error(
    `Position ${after} lies beyond the end of the event store: the file was probably replaced by an ` +
      'older copy. Nothing was read. What was built from later events must be built again.',
  );
};

const dashed = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
