import { sql, type Kysely } from 'kysely';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { asKnownAt, microsIn } from '#libs/projections';
import type { JourneyTables } from '../../journey-tables.js';
import type { ProviderFacts } from '../../providers/provider-facts.js';
import { keysIn, pageOf, type Page, type Paging } from '../../queries/page.js';
import { isShownTo, isStale, type Viewer } from '../../queries/viewer.js';
import { journeyIdOf } from '../../tables/columns.js';

export type GapsQuery = Paging &
  Readonly<{
    viewer: Viewer;
    /** Times without provision that touch this span. */
    from: LocalDate;
    to: LocalDate;
    /** Up to here school days are counted, where it goes on. */
    asOf: LocalDate;
    because?: string | undefined;
    knownAt?: Instant | undefined;
  }>;

/** A time without provision. Nobody is named. */
export type GapEntry = Readonly<{
  journeyId: string;
  from: string;
  /** Null while it goes on. */
  to: string | null;
  because: string;
  placementId: string;
  /** Within the span asked of; `byDefault` of them by England's default calendar. */
  schoolDays: number;
  byDefault: number;
  stale: boolean;
}>;

const FOR_GOOD = '9999';

/** Those that began first come first. */
export const gapsQuery = (db: Kysely<JourneyTables>, query: GapsQuery) => {
  const { viewer, from, to, because, knownAt, cursor, limit } = query;
  let select = db
    .selectFrom('without_provision as g')
    .selectAll('g')
    .select(isStale('g').as('stale'))
    .where(asKnownAt(knownAt && microsIn(knownAt), 'g'))
    .where(isShownTo(viewer, 'g'))
    .where('g.from_day', '<=', to)
    .where(sql<boolean>`coalesce(g.to_day, ${FOR_GOOD}) >= ${from}`);
  if (because !== undefined) select = select.where('g.because', '=', because);
  const after = keysIn(cursor, ['', '', '']);
  if (after)
    select = select.where((build) =>
      build.eb(
        build.refTuple('g.from_day', 'g.stream', 'g.row_key'),
        '>',
        build.tuple(String(after[0]), String(after[1]), String(after[2])),
      ),
    );
  return select
    .orderBy('g.from_day')
    .orderBy('g.stream')
    .orderBy('g.row_key')
    .limit(limit + 1);
};

export const gapsPage = async (
  db: Kysely<JourneyTables>,
  query: GapsQuery,
  { calendarOf }: Pick<ProviderFacts, 'calendarOf'>,
): Promise<Page<GapEntry>> => {
  const read = await gapsQuery(db, query).execute();
  const page = pageOf(read, query.limit, (row) => [row.from_day, row.stream, row.row_key]);
  const until = query.to < query.asOf ? query.to : query.asOf;
  const rows = page.rows.map((row): GapEntry => {
    const from = row.from_day > query.from ? (row.from_day as LocalDate) : query.from;
    const to = row.to_day !== null && row.to_day < until ? (row.to_day as LocalDate) : until;
    const { days, byDefault } = calendarOf(row.provider_id).schoolDaysBetween(from, to);
    return {
      ...{ journeyId: journeyIdOf(row.stream), from: row.from_day, to: row.to_day },
      ...{ because: row.because, placementId: row.placement, stale: row.stale === 1 },
      ...{ schoolDays: days, byDefault },
    };
  });
  return { ...page, rows };
};
