import { sql } from 'kysely';
import { asKnownAt } from '#libs/projections';
import type { Cell } from '../measures/answer.js';
import type { Computed, ComputedMeasure, Reading } from '../measures/measure.js';
import { periodsBetween, type Period } from '../measures/periods.js';
import type { Question } from '../measures/question.js';
import {
  kpiPlacingTable,
  kpiReturnedTable,
  kpiReviewedTable,
  kpiStayingTable,
} from './kpi-facts.js';
import { kpis, type Kpi, type KpiName } from './kpis.js';

/** The indicators that are a sum by a sum of their facts; the others are told by the scorecard alone. */
const SUMMED = {
  K1: kpiReturnedTable.name,
  K8: kpiReturnedTable.name,
  K9: kpiReviewedTable.name,
  K10: kpiReviewedTable.name,
  K11: kpiReviewedTable.name,
  K12: kpiReviewedTable.name,
  K13: kpiPlacingTable.name,
  K18: kpiReturnedTable.name,
  K21: kpiStayingTable.name,
} as const satisfies Partial<Record<KpiName, string>>;

type Group = Readonly<{ provider_id: string | null; num: number; den: number }>;

const NOT_IN_THE_REGISTER = 'unknown';

const groupsOf = async (
  { db, knownAt, asOf }: Reading,
  { from, to }: Period,
  { kpi, table, by }: Readonly<{ kpi: string; table: string; by: readonly string[] }>,
): Promise<readonly Group[]> => {
  const last = to < asOf ? to : asOf;
  const split = by.includes('provider') ? sql`provider_id` : sql`null`;
  const { rows } = await sql<Group>`select ${split} as provider_id, sum(num) as num, sum(den) as den
    from ${sql.table(table)}
    where ${asKnownAt(knownAt)} and kpi = ${kpi} and day between ${from} and ${last}
    group by ${split} order by ${split}`.execute(db);
  return rows.filter(({ den }) => den > 0);
};

const cellOf = (
  { key: _, ...period }: Period,
  { num, den, ...of }: Group,
  split: boolean,
): Cell => ({
  period,
  dims: split ? { provider: of.provider_id } : {},
  ...{ value: num / den, n: den, numerator: num, denominator: den, unknown: 0 },
});

const computing =
  (kpi: string, table: string) =>
  async (reading: Reading, question: Question): Promise<Computed> => {
    const { period, from, to, by, where } = question;
    if (from === undefined || to === undefined) return { cells: [] };
    const wanted = where['provider'];
    const asked = { kpi, table, by: wanted ? ['provider'] : by };
    const cells: Cell[] = [];
    for (const one of periodsBetween(period, from, to))
      for (const group of await groupsOf(reading, one, asked))
        if (!wanted || wanted.includes(group.provider_id ?? NOT_IN_THE_REGISTER))
          cells.push(cellOf(one, group, asked.by.includes('provider')));
    return { cells };
  };

const measureOf = (kpi: Kpi, table: string): ComputedMeasure => ({
  name: `provider-${kpi.kpi.toLowerCase()}`,
  title: `${kpi.kpi}: ${kpi.title}`,
  version: 1,
  kind: 'rate',
  unit: kpi.unit,
  definition: [kpi.title, kpi.threshold?.says, kpi.limits]
    .filter((part) => part !== undefined)
    .join('; '),
  population:
    'Facts about placements and consultations, on their own day, by the school they are about.',
  formula: kpi.formula,
  source: 'domain §2.4',
  exclusions: [],
  dimensions: { provider: 'the provider, by its id in the register' },
  asked: 'happened',
  tables: [table],
  compute: computing(kpi.kpi, table),
});

/** Indicators of the scorecard as measures: of all schools at once, or side by side. */
export const kpiMeasures: readonly ComputedMeasure[] = kpis.flatMap((kpi) => {
  const table = (SUMMED as Partial<Record<KpiName, string>>)[kpi.kpi];
  return table === undefined ? [] : [measureOf(kpi, table)];
});
