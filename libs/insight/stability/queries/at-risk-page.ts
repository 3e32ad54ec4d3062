import { sql, type Kysely } from 'kysely';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { asKnownAt, microsIn } from '#libs/projections';
import type { JourneyTables } from '../../journey-tables.js';
import { keysIn, pageOf, type Page, type Paging } from '../../queries/page.js';
import { isShownTo, isStale, type Viewer } from '../../queries/viewer.js';
import { journeyIdOf } from '../../tables/columns.js';
import type { FlagKind } from '../episodes/index.js';

export type AtRiskQuery = Paging &
  Readonly<{
    viewer: Viewer;
    /** Flags in force on this day, of placements that went on then. */
    on: LocalDate;
    /** Only flags raised on this day or later. */
    since?: LocalDate | undefined;
    kind?: FlagKind | undefined;
    knownAt?: Instant | undefined;
  }>;

/** A flag in force, with what it rests on. Nobody is named. */
export type AtRiskEntry = Readonly<{
  journeyId: string;
  kind: FlagKind;
  /** Null where what was told named no placement. */
  placementId: string | null;
  raisedOn: string;
  evidence: readonly Readonly<{ entry: string; on: string }>[];
  /** Where the learner is. */
  school: string;
  urn: string | null;
  stale: boolean;
}>;

const FOR_GOOD = '9999';

/** The latest raised come first. */
export const atRiskQuery = (db: Kysely<JourneyTables>, query: AtRiskQuery) => {
  const { viewer, on, since, kind, knownAt, cursor, limit } = query;
  const micros = knownAt && microsIn(knownAt);
  let select = db
    .selectFrom('at_risk_flags as f')
    .innerJoin('episodes as e', 'e.stream', 'f.stream')
    .select(['f.stream', 'f.row_key', 'f.kind', 'f.placement', 'f.raised_on'])
    .select(['f.evidence', 'f.evidence_on', 'e.school', 'e.urn'])
    .select(isStale('f').as('stale'))
    .where(asKnownAt(micros, 'f'))
    .where(asKnownAt(micros, 'e'))
    .where(isShownTo(viewer, 'f'))
    .where('f.raised_on', '<=', on)
    .where(sql<boolean>`coalesce(f.cleared_on, ${FOR_GOOD}) > ${on}`)
    .where('e.rank', '=', 'main')
    .where('e.started_on', '<=', sql<string>`f.raised_on`)
    .where(sql<boolean>`coalesce(e.ended_on, ${FOR_GOOD}) >= ${on}`)
    .where(
      sql<boolean>`(f.placement is null or ('|' || e.placements || '|') like ('%|' || f.placement || '|%'))`,
    );
  if (since !== undefined) select = select.where('f.raised_on', '>=', since);
  if (kind !== undefined) select = select.where('f.kind', '=', kind);
  const after = keysIn(cursor, ['', '', '']);
  if (after)
    select = select.where((build) =>
      build.eb(
        build.refTuple('f.raised_on', 'f.stream', 'f.row_key'),
        '<',
        build.tuple(String(after[0]), String(after[1]), String(after[2])),
      ),
    );
  return select
    .orderBy('f.raised_on', 'desc')
    .orderBy('f.stream', 'desc')
    .orderBy('f.row_key', 'desc')
    .limit(limit + 1);
};

export const atRiskPage = async (
  db: Kysely<JourneyTables>,
  query: AtRiskQuery,
): Promise<Page<AtRiskEntry>> => {
  const read = await atRiskQuery(db, query).execute();
  const page = pageOf(read, query.limit, (row) => [row.raised_on, row.stream, row.row_key]);
  return { ...page, rows: page.rows.map(entryOf) };
};

type Read = Awaited<ReturnType<ReturnType<typeof atRiskQuery>['execute']>>[number];

const entryOf = (row: Read): AtRiskEntry => {
  const days = row.evidence_on.split('|');
  return {
    journeyId: journeyIdOf(row.stream),
    kind: row.kind as FlagKind,
    placementId: row.placement,
    raisedOn: row.raised_on,
    evidence: row.evidence.split('|').map((entry, at) => ({ entry, on: days[at] ?? '' })),
    ...{ school: row.school, urn: row.urn, stale: row.stale === 1 },
  };
};
