import type { Event, Placed } from '#libs/event-sourcing';
import { createFolding, type Folded } from './folding.js';
import type { HistoryProjection, RowSet, StreamSoFar } from './projection.js';
import { isSame, KNOWN_STILL, type Row, type TableDefinition } from './tables.js';

/** A row and the time during which it was what was known. */
export type RowVersion = Readonly<{ stream: string; row: Row; from: number; to: number }>;

/** Where row versions go. `table` counts the tables of the projection. */
export type VersionSink = Readonly<{
  insert: (table: number, version: RowVersion) => void;
  /** The row that was inserted as known still was known until `to` only. */
  close: (table: number, closed: Readonly<{ stream: string; key: string; to: number }>) => void;
}>;

type OpenRow = { row: Row; from: number; stored: boolean };
type OpenRows = Map<string, OpenRow>;

/** A stream being followed: its fold, and its rows that are known still, table by table. */
export type Followed<S, E extends Event> = {
  readonly stream: string;
  readonly folded: Folded<S, E>;
  /** Per row set: the events it has taken note of. */
  noted: readonly (readonly Placed<E>[])[];
  readonly open: readonly OpenRows[];
  /** Per row set: what its rows were computed from; empty before the first computing. */
  lookedAt: readonly (readonly unknown[])[];
};

/** Two rows of one stream and table have one key: the row function is wrong. */
export class RowKeyTwice extends Error {
  override readonly name = 'RowKeyTwice';
  constructor(table: string, key: string) {
    super(`Two rows of ${table} have the key ${key}.`);
  }
}

type TableAt = TableDefinition & Readonly<{ at: number; columnNames: readonly string[] }>;
type SetAt<S, E extends Event> = RowSet<S, E> & Readonly<{ tablesAt: readonly TableAt[] }>;

/** Turns appends into row versions: the difference between the rows before and after each. */
export const createVersioning = <S, E extends Event>(projection: HistoryProjection<S, E>) => {
  const sets = withPlaces(projection.sets);
  const folding = createFolding(projection.rules);
  const tableCount = sets.reduce((sum, { tables }) => sum + tables.length, 0);

  const empty = (stream: string): Followed<S, E> => ({
    stream,
    folded: folding.begin(),
    noted: sets.map(() => []),
    open: Array.from({ length: tableCount }, () => new Map()),
    lookedAt: [],
  });

  /** Nothing goes to the sink when it throws; the stream cannot be advanced any more then. */
  const advance = (
    followed: Followed<S, E>,
    { events, knownAt }: Readonly<{ events: readonly Placed<E>[]; knownAt: number }>,
    sink: VersionSink,
  ): void => {
    folding.carryOn(followed.folded, events);
    const computed = computedRows(sets, followed, notedWith(sets, followed, events));
    turnTables(followed, computed, { from: knownAt, sink });
  };

  /** As it is after a history whose rows are stored already. */
  const resumed = (stream: string, history: readonly Placed<E>[]): Followed<S, E> => {
    const followed = empty(stream);
    if (history.length === 0) return followed;
    advance(followed, { events: history, knownAt: 0 }, NOWHERE);
    for (const rows of followed.open) for (const open of rows.values()) open.stored = true;
    return followed;
  };

  return { empty, resumed, advance, flush };
};

/** Hands over the rows that are known still and not stored yet. */
const flush = <S, E extends Event>({ stream, open }: Followed<S, E>, sink: VersionSink): void => {
  open.forEach((rows, table) => {
    for (const one of rows.values()) {
      if (one.stored) continue;
      sink.insert(table, { stream, row: one.row, from: one.from, to: KNOWN_STILL });
      one.stored = true;
    }
  });
};

type Noted<E extends Event> = readonly (readonly Placed<E>[])[];

const notedWith = <S, E extends Event>(
  sets: readonly SetAt<S, E>[],
  { noted, folded: { history, annulled } }: Followed<S, E>,
  events: readonly Placed<E>[],
): Noted<E> => {
  const stands = ({ entryId }: Placed<E>): boolean => !annulled.has(entryId);
  const again = events.some(({ type }) => type === 'EntryAnnulled');
  return sets.map(({ notes }, index) => {
    const before = noted[index] ?? [];
    if (notes === undefined) return before;
    if (again) return history.filter((event) => notes(event) && stands(event));
    const more = events.filter((event) => notes(event) && stands(event));
    return more.length === 0 ? before : [...before, ...more];
  });
};

/** `tables` is undefined where nothing that the rows are computed from has changed. */
type Computed<S, E extends Event> = Readonly<{
  set: SetAt<S, E>;
  noted: readonly Placed<E>[];
  lookedAt: readonly unknown[];
  tables: readonly (readonly Row[])[] | undefined;
}>;

const computedRows = <S, E extends Event>(
  sets: readonly SetAt<S, E>[],
  { stream, folded: { state }, lookedAt: before }: Followed<S, E>,
  noted: Noted<E>,
): readonly Computed<S, E>[] =>
  sets.map((set, index) => {
    const soFar: StreamSoFar<S, E> = { stream, state, noted: noted[index] ?? [] };
    const common = { set, noted: soFar.noted, lookedAt: set.dependsOn(soFar) };
    const was = before[index];
    if (was !== undefined && areTheSame(common.lookedAt, was))
      return { ...common, tables: undefined };
    const rows = set.rows(soFar);
    return { ...common, tables: set.tablesAt.map((table) => distinct(table, rows)) };
  });

const turnTables = <S, E extends Event>(
  followed: Followed<S, E>,
  computed: readonly Computed<S, E>[],
  { from, sink }: Readonly<{ from: number; sink: VersionSink }>,
): void => {
  followed.lookedAt = computed.map(({ lookedAt }) => lookedAt);
  followed.noted = computed.map(({ noted }) => noted);
  for (const { set, tables } of computed)
    tables?.forEach((rows, index) => {
      const table = set.tablesAt[index];
      if (table) turnTable({ followed, table, from, sink }, rows);
    });
};

const NOWHERE: VersionSink = { insert: () => undefined, close: () => undefined };

const withPlaces = <S, E extends Event>(sets: readonly RowSet<S, E>[]): readonly SetAt<S, E>[] => {
  let at = 0;
  return sets.map((set) => ({
    ...set,
    tablesAt: set.tables.map((table) => ({
      ...table,
      at: at++,
      columnNames: Object.keys(table.columns),
    })),
  }));
};

const areTheSame = (a: readonly unknown[], b: readonly unknown[]): boolean => {
  if (a.length !== b.length) return false;
  for (let at = 0; at < a.length; at += 1) if (a[at] !== b[at]) return false;
  return true;
};

const NONE: readonly Row[] = [];

const distinct = ({ name }: TableDefinition, rows: Readonly<Record<string, readonly Row[]>>) => {
  const mine = rows[name] ?? NONE;
  if (mine.length < 2) return mine;
  const keys = new Set<string>();
  for (const { key } of mine) {
    if (keys.has(key)) throw new RowKeyTwice(name, key);
    keys.add(key);
  }
  return mine;
};

type Turning = Readonly<{
  followed: Readonly<{ stream: string; open: readonly OpenRows[] }>;
  table: TableAt;
  from: number;
  sink: VersionSink;
}>;

const turnTable = (turning: Turning, rows: readonly Row[]): void => {
  const { followed, table, from } = turning;
  const open = followed.open[table.at];
  if (open === undefined) return;
  for (const row of rows) {
    const there = open.get(row.key);
    if (there !== undefined && isSame(table.columnNames, there.row, row)) continue;
    if (there !== undefined) closeRow(turning, there);
    open.set(row.key, { row, from, stored: false });
  }
  if (open.size === rows.length) return;
  const kept = new Set(rows.map(({ key }) => key));
  for (const [key, gone] of open)
    if (!kept.has(key)) {
      closeRow(turning, gone);
      open.delete(key);
    }
};

const closeRow = (
  { followed: { stream }, table, from: to, sink }: Turning,
  gone: OpenRow,
): void => {
  if (gone.stored) sink.close(table.at, { stream, key: gone.row.key, to });
  else sink.insert(table.at, { stream, row: gone.row, from: gone.from, to });
};
