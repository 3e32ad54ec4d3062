import type { Kysely } from 'kysely';
import { instantOf, type Instant } from '#libs/event-sourcing';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { journeyIdOf } from '../tables/columns.js';
import type { DataQualityKind } from '../tables/irregularities.js';
import { keysIn, pageOf, type Page, type Paging } from './page.js';
import { isShownTo, isStale, type Viewer } from './viewer.js';

export type IrregularitiesQuery = Paging & Readonly<{ viewer: Viewer; code?: string | undefined }>;

type Irregular = Awaited<ReturnType<ReturnType<typeof irregularitiesQuery>['execute']>>[number];

/** A rule that was knowingly broken; `knownSince` is when that was recorded. */
export type IrregularityEntry = Omit<
  Irregular,
  'stream' | 'row_key' | 'known_from' | 'known_to' | 'stale'
> &
  Readonly<{ journeyId: string; knownSince: Instant; stale: boolean }>;

/** Those recorded last come first. */
export const irregularitiesQuery = (db: Kysely<JourneyTables>, query: IrregularitiesQuery) => {
  const { viewer, code, cursor, limit } = query;
  let select = db
    .selectFrom('irregularities')
    .selectAll('irregularities')
    .select(isStale('irregularities').as('stale'))
    .where(asKnownAt(undefined, 'irregularities'))
    .where(isShownTo(viewer, 'irregularities'));
  if (code !== undefined) select = select.where('irregularities.code', '=', code);
  const after = keysIn(cursor, [0, '', '']);
  if (after)
    select = select.where((build) =>
      build.eb(
        build.refTuple(
          'irregularities.known_from',
          'irregularities.stream',
          'irregularities.row_key',
        ),
        '<',
        build.tuple(Number(after[0]), String(after[1]), String(after[2])),
      ),
    );
  return select
    .orderBy('irregularities.known_from', 'desc')
    .orderBy('irregularities.stream', 'desc')
    .orderBy('irregularities.row_key', 'desc')
    .limit(limit + 1);
};

export const irregularitiesPage = async (
  db: Kysely<JourneyTables>,
  query: IrregularitiesQuery,
): Promise<Page<IrregularityEntry>> => {
  const read = await irregularitiesQuery(db, query).execute();
  const page = pageOf(read, query.limit, (row) => [row.known_from, row.stream, row.row_key]);
  const rows = page.rows.map((row): IrregularityEntry => {
    const { stream, row_key: _key, known_from: from, known_to: _to, stale, ...rest } = row;
    const knownSince = instantOf(BigInt(from));
    return { journeyId: journeyIdOf(stream), ...rest, knownSince, stale: stale === 1 };
  });
  return { ...page, rows };
};

export type DataQualityQuery = Paging &
  Readonly<{ viewer: Viewer; kind?: DataQualityKind | undefined }>;

type Quality = Awaited<ReturnType<ReturnType<typeof dataQualityQuery>['execute']>>[number];

/** Something that is not known well enough to count with. */
export type DataQualityEntry = Omit<
  Quality,
  'stream' | 'row_key' | 'known_from' | 'known_to' | 'stale'
> &
  Readonly<{ journeyId: string; stale: boolean }>;

export const dataQualityQuery = (db: Kysely<JourneyTables>, query: DataQualityQuery) => {
  const { viewer, kind, cursor, limit } = query;
  let select = db
    .selectFrom('data_quality')
    .selectAll('data_quality')
    .select(isStale('data_quality').as('stale'))
    .where(asKnownAt(undefined, 'data_quality'))
    .where(isShownTo(viewer, 'data_quality'));
  if (kind !== undefined) select = select.where('data_quality.kind', '=', kind);
  const after = keysIn(cursor, ['', '']);
  if (after)
    select = select.where((build) =>
      build.eb(
        build.refTuple('data_quality.stream', 'data_quality.row_key'),
        '>',
        build.tuple(String(after[0]), String(after[1])),
      ),
    );
  return select
    .orderBy('data_quality.stream')
    .orderBy('data_quality.row_key')
    .limit(limit + 1);
};

export const dataQualityPage = async (
  db: Kysely<JourneyTables>,
  query: DataQualityQuery,
): Promise<Page<DataQualityEntry>> => {
  const read = await dataQualityQuery(db, query).execute();
  const page = pageOf(read, query.limit, ({ stream, row_key: key }) => [stream, key]);
  const rows = page.rows.map((row): DataQualityEntry => {
    const { stream, row_key: _key, known_from: _from, known_to: _to, stale, ...rest } = row;
    return { journeyId: journeyIdOf(stream), ...rest, stale: stale === 1 };
  });
  return { ...page, rows };
};
