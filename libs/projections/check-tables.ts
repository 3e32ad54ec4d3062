import { keepSealed, type Event, type Position } from '#libs/event-sourcing';
import { createAppendJoiner, isAfter } from './appends.js';
import { columnsOf, readCheckpoint, readParked, type Db, type DynamicTables } from './database.js';
import { placedFrom } from './folding.js';
import { tablesOf, type Projection } from './projection.js';
import { isMine, type Share } from './shares.js';
import type { Cell, Rows, TableDefinition } from './tables.js';
import type { Source } from './target.js';
import { createVersioning, type RowVersion } from './versions.js';

/** Rows that are stored and do not follow from the history, or the other way round. */
export type Difference = Readonly<{
  stream: string;
  table: string;
  missing: number;
  superfluous: number;
}>;

export type CheckReport = Readonly<{
  streams: number;
  rows: number;
  /** Parked streams are not compared: it is known that their rows are behind. */
  parked: number;
  differences: readonly Difference[];
}>;

const PAGE = 1_000;

/**
 * Computes the rows of all streams (or of a share of them) anew from the log and compares them with
 * what is stored, history columns included. Changes nothing.
 */
export const checkTables = async <S, E extends Event>(
  projection: Projection<S, E>,
  { source, reader }: Readonly<{ source: Source<E>; reader: Db }>,
  sample: Share = { index: 0, of: 1 },
): Promise<CheckReport> => {
  const parked = new Set((await readParked(reader)).map(({ stream }) => stream));
  const names = await streamsOf(projection, { source, reader }, sample);
  const recompute = recomputing(projection, source);
  const differences: Difference[] = [];
  let rows = 0;
  for (const stream of names) {
    if (parked.has(stream)) continue;
    // One transaction: both readings see the same moment, however fast the log grows.
    const compared = await reader.transaction().execute(async (db) => {
      const { position } = await readCheckpoint(db);
      return compare(db, { projection, stream, expected: await recompute(stream, position) });
    });
    rows += compared.rows;
    differences.push(...compared.differences);
  }
  return { streams: names.size, rows, parked: parked.size, differences };
};

/** Streams in the log, and streams that have rows although there is no such stream. */
const streamsOf = async <S, E extends Event>(
  projection: Projection<S, E>,
  { source: { store }, reader }: Readonly<{ source: Source<E>; reader: Db }>,
  sample: Share,
): Promise<ReadonlySet<string>> => {
  const names = new Set<string>();
  const { position } = await readCheckpoint(reader);
  let after: Position | 'start' = 'start';
  while (isAfter(position, after)) {
    const page = await store.readAll({ after, prefix: projection.prefix, limit: PAGE });
    for (const { stream } of page.events) if (isMine(stream, sample)) names.add(stream);
    after = page.upTo;
  }
  for (const { name } of tablesOf(projection)) {
    const db = reader.withTables<DynamicTables>();
    const stored = await db.selectFrom(name).select('stream').distinct().execute();
    for (const { stream } of stored) if (isMine(String(stream), sample)) names.add(String(stream));
  }
  return names;
};

type Expected = ReadonlyMap<string, readonly string[]>;

const recomputing = <S, E extends Event>(projection: Projection<S, E>, source: Source<E>) => {
  const tables = tablesOf(projection);
  return async (stream: string, upTo: Position | 'start'): Promise<Expected> => {
    const stored = (await source.store.readStream(stream)).filter(
      ({ position }) => !isAfter(position, upTo),
    );
    if (projection.kind === 'keyed') {
      const { open } = await projection.keysOf(stream);
      const events = source.codec.decode(stored, open, 'trust');
      return textsOf(tables, projection.rows({ stream, stored, events }));
    }
    const versioning = createVersioning(projection);
    const followed = versioning.empty(stream);
    const versions: RowVersion[][] = tables.map(() => []);
    const sink = {
      insert: (table: number, version: RowVersion) => versions[table]?.push(version),
      close: () => undefined,
    };
    const joined = createAppendJoiner('start').take({ events: stored, upTo, caughtUp: true });
    for (const { events, knownAt } of joined.appends) {
      const read = source.codec.decode(events, keepSealed, 'trust').map(placedFrom);
      versioning.advance(followed, { events: read, knownAt }, sink);
    }
    versioning.flush(followed, sink);
    return new Map(
      tables.map((table, at) => [table.name, versionTexts(table, versions[at] ?? [])]),
    );
  };
};

const textsOf = (tables: readonly TableDefinition[], rows: Rows): Expected =>
  new Map(
    tables.map(({ name, columns }) => [
      name,
      (rows[name] ?? []).map((row) =>
        JSON.stringify([row.key, ...Object.keys(columns).map((column) => row[column] ?? null)]),
      ),
    ]),
  );

const versionTexts = ({ columns }: TableDefinition, versions: readonly RowVersion[]) =>
  versions.map(({ row, from, to }) =>
    JSON.stringify([row.key, from, to, ...Object.keys(columns).map((name) => row[name] ?? null)]),
  );

const compare = async <S, E extends Event>(
  db: Db,
  what: Readonly<{ projection: Projection<S, E>; stream: string; expected: Expected }>,
): Promise<Pick<CheckReport, 'rows' | 'differences'>> => {
  const { projection, stream, expected } = what;
  const differences: Difference[] = [];
  let rows = 0;
  for (const table of tablesOf(projection)) {
    const columns = columnsOf(table, projection.kind).slice(1);
    const stored = await db
      .withTables<DynamicTables>()
      .selectFrom(table.name)
      .select(columns)
      .where('stream', '=', stream)
      .execute();
    const wanted = counted(expected.get(table.name) ?? []);
    const found = counted(stored.map((row: Record<string, Cell>) => textOf(columns, row)));
    const missing = lacking(wanted, found);
    const superfluous = lacking(found, wanted);
    if (missing + superfluous > 0)
      differences.push({ stream, table: table.name, missing, superfluous });
    rows += stored.length;
  }
  return { rows, differences };
};

const textOf = (columns: readonly string[], row: Record<string, Cell>): string =>
  JSON.stringify(columns.map((column) => row[column] ?? null));

const counted = (texts: readonly string[]): ReadonlyMap<string, number> => {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
};

const lacking = (wanted: ReadonlyMap<string, number>, there: ReadonlyMap<string, number>): number =>
  [...wanted].reduce((sum, [text, count]) => sum + Math.max(0, count - (there.get(text) ?? 0)), 0);
