import { sql, type Kysely } from 'kysely';
import { workingDaysBeginningWith } from '#libs/clocks';
import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import type { ProviderTables } from '../providers/provider-tables.js';
import { providerIdOf } from '../providers/provider-columns.js';
import { keysIn, pageOf, type Page, type Paging } from '../queries/page.js';
import { isShownTo, isStale, type Viewer } from '../queries/viewer.js';
import { journeyIdOf } from '../tables/columns.js';
import { isCaseOf, type CasesOf } from './case-of.js';

export type AffectedQuery = Paging & CasesOf & Readonly<{ viewer: Viewer }>;

/** What is amiss with a school on a day: its status with the authority, or what an inspection found. */
export type Concern =
  | Readonly<{ kind: 'status'; status: string; scope: string; reason: string; since: string }>
  | Readonly<{
      kind: 'inspection';
      scheme: string;
      area: string;
      value: string;
      on: string | null;
      /** Two working days after it: when cases are to be reviewed (C39), for residential experiences. */
      reviewCasesBy: string | null;
    }>;

export type AffectedPlacement = Readonly<{
  journeyId: string;
  placementId: string;
  status: string;
  providerId: string | null;
  school: string;
  concerns: readonly Concern[];
  stale: boolean;
}>;

const BAD: readonly string[] = ['inadequate', 'urgentImprovement', 'notMet'];
const RESIDENTIAL: readonly string[] = ['ofstedSocialCare', 'boarding', 'careAndProtection'];

const statusesOn = async (db: Kysely<ProviderTables>, today: LocalDate) => {
  const rows = await db
    .selectFrom('provider_statuses')
    .select(['stream', 'status', 'scope', 'reason', 'from_day'])
    .where(asKnownAt())
    .where('status', '!=', 'active')
    .where('from_day', '<=', today)
    .where('to_day', '>=', today)
    .execute();
  return rows.map(({ stream, status, scope, reason, from_day: since }) => {
    const concern: Concern = { kind: 'status', status, scope, reason, since };
    return { providerId: providerIdOf(stream), concern };
  });
};

/** The latest word of each inspectorate on each area, where it is a bad one. */
const inspectionsOn = async (db: Kysely<ProviderTables>, today: LocalDate) => {
  const rows = await db
    .selectFrom('inspections')
    .select(['stream', 'scheme', 'area', 'value', 'inspected_to'])
    .where(asKnownAt())
    .where('inspected_from', '<=', today)
    .orderBy('inspected_to')
    .execute();
  const latest = new Map(rows.map((row) => [`${row.stream} ${row.scheme} ${row.area}`, row]));
  return [...latest.values()]
    .filter(({ value }) => BAD.includes(value))
    .map(({ stream, scheme, area, value, inspected_to: on }) => {
      const residential = RESIDENTIAL.includes(scheme) || RESIDENTIAL.includes(area);
      const by = residential && on !== null ? twoWorkingDaysAfter(on as LocalDate) : null;
      const concern: Concern = { kind: 'inspection', scheme, area, value, on, reviewCasesBy: by };
      return { providerId: providerIdOf(stream), concern };
    });
};

const twoWorkingDaysAfter = (on: LocalDate): LocalDate =>
  workingDaysBeginningWith(2)(addDays(on, 1));

const concernsOn = async (
  db: Kysely<ProviderTables>,
  today: LocalDate,
): Promise<ReadonlyMap<string, readonly Concern[]>> => {
  const told = [...(await statusesOn(db, today)), ...(await inspectionsOn(db, today))];
  const byProvider = new Map<string, Concern[]>();
  for (const { providerId, concern } of told)
    byProvider.set(providerId, [...(byProvider.get(providerId) ?? []), concern]);
  return byProvider;
};

export const affectedQuery = (
  db: Kysely<JourneyTables>,
  query: AffectedQuery,
  providerIds: readonly string[],
) => {
  const { viewer, cursor, limit } = query;
  let select = db
    .selectFrom('register')
    .select(['register.stream', 'register.row_key', 'register.status'])
    .select(['register.provider_id', 'register.school'])
    .select(isStale('register').as('stale'))
    .where(asKnownAt(undefined, 'register'))
    .where('register.status', 'in', ['agreed', 'started'])
    .where(
      sql<boolean>`register.provider_id in (select value from json_each(${JSON.stringify(providerIds)}))`,
    )
    .where(isShownTo(viewer, 'register'))
    .where(isCaseOf(query, 'register'));
  const after = keysIn(cursor, ['', '']);
  if (after)
    select = select.where(
      sql<boolean>`(register.stream, register.row_key) > (${after[0]}, ${after[1]})`,
    );
  return select
    .orderBy('register.stream')
    .orderBy('register.row_key')
    .limit(limit + 1);
};

/** Placements, agreed or begun, at schools with something amiss today. */
export const affectedPage = async (
  journeys: Kysely<JourneyTables>,
  providers: Kysely<ProviderTables>,
  query: AffectedQuery,
): Promise<Page<AffectedPlacement>> => {
  const concerns = await concernsOn(providers, query.today);
  const read = await affectedQuery(journeys, query, [...concerns.keys()]).execute();
  const page = pageOf(read, query.limit, (row) => [row.stream, row.row_key]);
  const rows = page.rows.map((row): AffectedPlacement => ({
    ...{ journeyId: journeyIdOf(row.stream), placementId: row.row_key, status: row.status },
    ...{ providerId: row.provider_id, school: row.school },
    concerns: concerns.get(row.provider_id ?? '') ?? [],
    stale: row.stale === 1,
  }));
  return { ...page, rows };
};
