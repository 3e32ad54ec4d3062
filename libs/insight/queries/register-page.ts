import type { Kysely } from 'kysely';
import { microsIn, asKnownAt } from '#libs/projections';
import type { Instant } from '#libs/event-sourcing';
import type { JourneyTables } from '../journey-tables.js';
import { journeyIdOf, streamOf } from '../tables/columns.js';
import type { PlacementStatus } from '../tables/register.js';
import { keysIn, pageOf, type Page, type Paging } from './page.js';
import { isShownTo, isStale, type Viewer } from './viewer.js';

export type RegisterQuery = Paging &
  Readonly<{
    viewer: Viewer;
    /** As it was known then; without it, as it is known now. Who may see it is asked as of now. */
    knownAt?: Instant | undefined;
    filters?: RegisterFilters | undefined;
  }>;

export type RegisterFilters = Readonly<{
  journeyId?: string | undefined;
  urn?: string | undefined;
  providerId?: string | undefined;
  category?: string | undefined;
  status?: PlacementStatus | undefined;
  need?: string | undefined;
  cohort?: number | undefined;
}>;

type Read = Awaited<ReturnType<ReturnType<typeof registerQuery>['execute']>>[number];

/** One placement as it stands. `stale`: its journey could not be carried on; it may be behind. */
export type RegisterEntry = Omit<Read, 'stream' | 'row_key' | 'known_from' | 'known_to' | 'stale'> &
  Readonly<{ journeyId: string; placementId: string; stale: boolean }>;

const EQUALS = {
  urn: 'register.urn',
  providerId: 'register.provider_id',
  category: 'register.category',
  status: 'register.status',
  need: 'register.need',
  cohort: 'register.cohort',
} as const;

export const registerQuery = (db: Kysely<JourneyTables>, query: RegisterQuery) => {
  const { viewer, knownAt, filters = {}, cursor, limit } = query;
  let select = db
    .selectFrom('register')
    .selectAll('register')
    .select(isStale('register').as('stale'))
    .where(asKnownAt(knownAt && microsIn(knownAt), 'register'))
    .where(isShownTo(viewer, 'register'));
  if (filters.journeyId !== undefined)
    select = select.where('register.stream', '=', streamOf(filters.journeyId));
  for (const name of Object.keys(EQUALS) as (keyof typeof EQUALS)[]) {
    const wanted = filters[name];
    if (wanted !== undefined) select = select.where(EQUALS[name], '=', wanted);
  }
  const after = keysIn(cursor, ['', '']);
  if (after)
    select = select.where((build) =>
      build.eb(
        build.refTuple('register.stream', 'register.row_key'),
        '>',
        build.tuple(String(after[0]), String(after[1])),
      ),
    );
  return select
    .orderBy('register.stream')
    .orderBy('register.row_key')
    .limit(limit + 1);
};

export const registerPage = async (
  db: Kysely<JourneyTables>,
  query: RegisterQuery,
): Promise<Page<RegisterEntry>> => {
  const read = await registerQuery(db, query).execute();
  const page = pageOf(read, query.limit, ({ stream, row_key: key }) => [stream, key]);
  return { ...page, rows: page.rows.map(entryOf) };
};

const entryOf = (row: Read): RegisterEntry => {
  const { stream, row_key: placementId, known_from: _from, known_to: _to, stale, ...rest } = row;
  return { journeyId: journeyIdOf(stream), placementId, ...rest, stale: stale === 1 };
};
