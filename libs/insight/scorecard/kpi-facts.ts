import type { LocalDate } from '#libs/event-sourcing';
import { placementOf, type JourneyState } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { orNull } from '../tables/columns.js';

/**
 * What speaks for or against a school, one row for each thing that a key performance indicator counts:
 * `num` of `den`, on a day. Which indicator adds them up how is said in `kpis.ts`.
 */
const columns = {
  kpi: 'text',
  provider_id: 'text or null',
  /** The placement or the consultation. */
  about: 'text',
  day: 'text',
  num: 'integer',
  den: 'integer',
  /** Whatever the indicator tells beside, e.g. sessions lost by a suspension. */
  more: 'integer or null',
  /** The day on which a promise was kept, for indicators that reckon with term dates. */
  met_on: 'text or null',
} as const;

const indexes = [{ columns: ['provider_id', 'kpi', 'day'], current: true }] as const;

// Four tables of one shape: each is computed anew only when its own part of a journey changes, and
// returns of attendance, the most of all facts, change nothing about consultations or reviews.
export const kpiReturnedTable = { name: 'kpi_returned', columns, indexes } as const;
export const kpiReviewedTable = { name: 'kpi_reviewed', columns, indexes } as const;
export const kpiPlacingTable = { name: 'kpi_placing', columns, indexes } as const;
export const kpiStayingTable = { name: 'kpi_staying', columns, indexes } as const;

export const kpiTables = [
  ...([kpiReturnedTable, kpiReviewedTable, kpiPlacingTable, kpiStayingTable] as const),
] as const satisfies readonly TableDefinition[];

export type KpiFactRow = RowOf<typeof kpiReturnedTable>;

type Fact = Readonly<{
  about: string;
  providerId: string | undefined;
  day: LocalDate;
  num: number;
  den: number;
  more?: number | undefined;
  metOn?: LocalDate | undefined;
}>;

/** `key` is unique among the facts of one indicator in one journey. */
export const kpiFact = (kpi: string, key: string, fact: Fact): KpiFactRow => ({
  key: `${kpi}/${key}`,
  kpi,
  provider_id: orNull(fact.providerId),
  ...{ about: fact.about, day: fact.day, num: fact.num, den: fact.den },
  more: orNull(fact.more),
  met_on: orNull(fact.metOn),
});

export const providerOf = (journey: JourneyState, placementId: string): string | undefined =>
  placementOf(journey, placementId)?.school.providerId;
