import { sql, type Kysely } from 'kysely';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { addMonths } from '#libs/lifecycle';
import { asKnownAt, microsIn } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { providerStreamOf } from '../providers/provider-columns.js';
import type { ProviderFacts } from '../providers/provider-facts.js';
import type { ProviderTables } from '../providers/provider-tables.js';
import { kpiTables } from './kpi-facts.js';
import type { KpiFact, SchoolRecord, Stay } from './figures.js';
import { scored, type Scorecard } from './scorecard.js';

export type ScorecardQuery = Readonly<{
  providerId: string;
  /** The time looked at; both days count. */
  from: LocalDate;
  to: LocalDate;
  /** The last day that can have happened: what falls due later is not due. */
  asOf: LocalDate;
  knownAt?: Instant | undefined;
}>;

type Asked = Omit<ScorecardQuery, 'knownAt'> & Readonly<{ knownAt: number | undefined }>;
type Journeys = Kysely<JourneyTables>;
type Providers = Kysely<ProviderTables>;

const factsOf = async (db: Journeys, { providerId, from, to, knownAt }: Asked) => {
  const parts = kpiTables.map(
    ({ name }) => sql`select kpi, stream, about, day, num, den, more, met_on from ${sql.table(name)}
      where ${asKnownAt(knownAt)} and provider_id = ${providerId} and day between ${from} and ${to}`,
  );
  const { rows } = await sql<KpiFact>`${sql.join(parts, sql` union all `)} order by day`.execute(
    db,
  );
  return Map.groupBy(rows, ({ kpi }) => kpi);
};

const staysOf = async (
  db: Journeys,
  { providerId, from, to, knownAt }: Asked,
): Promise<readonly Stay[]> => {
  const rows = await db
    .selectFrom('register')
    .select(['stream', 'started_from', 'place_ended_on'])
    .where(asKnownAt(knownAt))
    .where('provider_id', '=', providerId)
    .where('started_from', '<=', to)
    .where((is) => is.or([is('place_ended_on', 'is', null), is('place_ended_on', '>=', from)]))
    .execute();
  return rows.map(({ stream, started_from: began, place_ended_on: over }) => ({
    stream,
    from: (began === null || began < from ? from : began) as LocalDate,
    to: (over === null || over > to ? to : over) as LocalDate,
  }));
};

const distancesOf = async (db: Journeys, { providerId, from, to, knownAt }: Asked) => {
  const rows = await db
    .selectFrom('episodes')
    .select('distance_tenths')
    .where(asKnownAt(knownAt))
    .where('provider_id', '=', providerId)
    .where('started_on', '<=', to)
    .where((is) => is.or([is('ended_on', 'is', null), is('ended_on', '>=', from)]))
    .where('distance_tenths', 'is not', null)
    .orderBy('distance_tenths')
    .execute();
  return rows.map(({ distance_tenths: tenths }) => tenths ?? 0);
};

const pricesOn = async (
  db: Journeys,
  { providerId, knownAt }: Asked,
  day: LocalDate,
): Promise<readonly number[]> => {
  const rows = await db
    .selectFrom('terms')
    .select('pence_per_year')
    .where(asKnownAt(knownAt))
    .where('provider_id', '=', providerId)
    .where('subject', '=', 'placement')
    .where('kind', '=', 'agreed')
    .where('from_day', '<=', day)
    .where('to_day', '>=', day)
    .where('pence_per_year', '>', 0)
    .execute();
  return rows.map(({ pence_per_year: pence }) => pence);
};

const inspectedAt = async (db: Providers, { providerId, to, knownAt }: Asked) => {
  const rows = await db
    .selectFrom('inspections')
    .select(['inspection_id', 'scheme', 'area', 'value', 'inspected_from'])
    .where(asKnownAt(knownAt))
    .where('stream', '=', providerStreamOf(providerId))
    .where('inspected_from', '<=', to)
    .orderBy('inspected_from')
    .execute();
  const last = new Map(rows.map(({ scheme, inspection_id: id }) => [scheme, id]));
  return rows
    .filter(({ scheme, inspection_id: id }) => last.get(scheme) === id)
    .map(({ scheme, area, value, inspected_from: on }) => ({ scheme, area, value, on }));
};

const returnsOf = async (db: Providers, { providerId, from, to, knownAt }: Asked) => {
  const stream = providerStreamOf(providerId);
  const due = await db
    .selectFrom('kpi_returns')
    .select(['due_on', 'received_from', 'complete'])
    .where(asKnownAt(knownAt))
    .where('stream', '=', stream)
    .where('due_on', '>=', from)
    .where('due_on', '<=', to)
    .execute();
  const values = await db
    .selectFrom('kpi_values')
    .innerJoin('kpi_returns', (join) =>
      join
        .onRef('kpi_returns.stream', '=', 'kpi_values.stream')
        .onRef('kpi_returns.row_key', '=', 'kpi_values.return_key')
        .on(asKnownAt(knownAt, 'kpi_returns')),
    )
    .select(['kpi', 'numerator as num', 'denominator as den'])
    .where(asKnownAt(knownAt, 'kpi_values'))
    .where('kpi_values.stream', '=', stream)
    .where('kpi_returns.from_day', '>=', from)
    .where('kpi_returns.to_day', '<=', to)
    .execute();
  return {
    returned: (kpi: string) => values.filter((one) => one.kpi === kpi),
    returns: due.map((one) => ({
      ...{ due: one.due_on, received: one.received_from, complete: one.complete === 1 },
    })),
  };
};

const schoolOn = (db: Providers, { providerId, to, knownAt }: Asked) =>
  db
    .selectFrom('providers')
    .select(['provider_id', 'name', 'urn', 'category'])
    .where(asKnownAt(knownAt))
    .where('provider_id', '=', providerId)
    .where('from_day', '<=', to)
    .where('to_day', '>=', to)
    .executeTakeFirst();

/** What is known of one school for a time; undefined for an id that is not in the register. */
export const scorecardOf = async (
  { journeys, providers }: Readonly<{ journeys: Journeys; providers: Providers }>,
  facts: ProviderFacts,
  query: ScorecardQuery,
): Promise<Scorecard | undefined> => {
  const { asOf } = query;
  const to = query.to < asOf ? query.to : asOf;
  const asked: Asked = { ...query, to, knownAt: query.knownAt && microsIn(query.knownAt) };
  const school = await schoolOn(providers, asked);
  if (!school) return undefined;
  const byKpi = await factsOf(journeys, asked);
  const record: SchoolRecord = {
    facts: (kpi) => byKpi.get(kpi) ?? [],
    stays: await staysOf(journeys, asked),
    calendar: facts.calendarOf(query.providerId),
    asOf,
    judgements: await inspectedAt(providers, asked),
    ...(await returnsOf(providers, asked)),
    distances: await distancesOf(journeys, asked),
    pricesNow: await pricesOn(journeys, asked, to),
    pricesBefore: await pricesOn(journeys, asked, addMonths(to, -12)),
  };
  return scored(record, { ...query, to, school });
};
