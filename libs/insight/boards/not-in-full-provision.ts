import { sql, type Kysely } from 'kysely';
import { asKnownAt, openEnd } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { keysIn, pageOf, type Page, type Paging } from '../queries/page.js';
import { isShownTo, isStale, type Viewer } from '../queries/viewer.js';
import { journeyIdOf } from '../tables/columns.js';
import { isCaseOf, type CasesOf } from './case-of.js';

export type WithoutProvisionQuery = Paging & CasesOf & Readonly<{ viewer: Viewer }>;

/** A learner whose plan is maintained, and who had no place to go to on that day. */
export type WithoutProvision = Readonly<{
  journeyId: string;
  /** `ended`, `withheld`, `suspended` as the table of times has it; `notPlaced` where none ever began. */
  because: string;
  since: string | null;
  placementId: string | null;
  providerId: string | null;
  stale: boolean;
}>;

/**
 * Those of the table of times without provision, and those whose plan is maintained without any
 * placement having begun. Weekends and holidays are not left out: who is without on a Friday in June
 * is so the day after.
 */
export const withoutProvisionQuery = (db: Kysely<JourneyTables>, query: WithoutProvisionQuery) => {
  const { viewer, today, cursor, limit } = query;
  const gap = sql`select 1 from without_provision as gap
    where gap.stream = plan_spells.stream and gap.known_to = ${openEnd}
    and gap.from_day <= ${today} and coalesce(gap.to_day, '9999-12-31') >= ${today}`;
  const placed = sql`select 1 from register as placed
    where placed.stream = plan_spells.stream and placed.known_to = ${openEnd}
    and placed.started_from <= ${today}`;
  let select = db
    .selectFrom('plan_spells')
    .leftJoin('without_provision as gap', (join) =>
      join
        .onRef('gap.stream', '=', 'plan_spells.stream')
        .on(asKnownAt(undefined, 'gap'))
        .on('gap.from_day', '<=', today)
        .on(sql<boolean>`coalesce(gap.to_day, '9999-12-31') >= ${today}`),
    )
    .select(['plan_spells.stream', 'plan_spells.started_on'])
    .select(['gap.because', 'gap.from_day', 'gap.placement', 'gap.provider_id'])
    .select(isStale('plan_spells').as('stale'))
    .where(asKnownAt(undefined, 'plan_spells'))
    .where(sql<boolean>`coalesce(plan_spells.started_on, '0001-01-01') <= ${today}`)
    .where(sql<boolean>`coalesce(plan_spells.ended_on, '9999-12-31') >= ${today}`)
    .where(sql<boolean>`(exists (${gap}) or not exists (${placed}))`)
    .where(isShownTo(viewer, 'plan_spells'))
    .where(isCaseOf(query, 'plan_spells'));
  const after = keysIn(cursor, ['']);
  if (after) select = select.where('plan_spells.stream', '>', String(after[0]));
  return select.orderBy('plan_spells.stream').limit(limit + 1);
};

export const withoutProvisionPage = async (
  db: Kysely<JourneyTables>,
  query: WithoutProvisionQuery,
): Promise<Page<WithoutProvision>> => {
  const read = await withoutProvisionQuery(db, query).execute();
  const page = pageOf(read, query.limit, ({ stream }) => [stream]);
  const rows = page.rows.map((row): WithoutProvision => ({
    journeyId: journeyIdOf(row.stream),
    because: row.because ?? 'notPlaced',
    since: row.from_day ?? row.started_on,
    ...{ placementId: row.placement, providerId: row.provider_id, stale: row.stale === 1 },
  }));
  return { ...page, rows };
};
