import { sql } from 'kysely';
import { fact, type Condition, type Expression } from './expression.js';
import type { Dimension, Moment } from './measure.js';
import { academicYearIn } from './periods.js';

// Dimensions that several tables of facts have in common.

/** As it stands in a column. */
export const inColumn = (column: string, means: string): Dimension => ({
  means,
  value: () => fact(column),
});

/** A column of 0 and 1, in words; its meaning names them, for whoever filters on it. */
export const inWords = (
  column: string,
  means: string,
  [yes, no]: readonly [yes: string, no: string],
): Dimension => ({
  means: `${means}: ${yes} or ${no}`,
  words: [yes, no],
  value: () => sql`case ${fact(column)} when 1 then ${sql.lit(yes)} when 0 then ${sql.lit(no)} end`,
});

/** Upper limits in ascending order, exclusive, each with its label; above them all, the last label. */
export const inBands = (
  value: Expression,
  limits: readonly (readonly [below: number, label: string])[],
  above: string,
): Expression =>
  sql`case when ${value} is null then null ${sql.join(
    limits.map(([below, label]) => sql`when ${value} < ${sql.lit(below)} then ${sql.lit(label)}`),
    sql` `,
  )} else ${sql.lit(above)} end`;

/** National curriculum year on a day: 0 is reception. */
const yearGroupOn = ({ day }: Moment): Expression<number> =>
  sql<number>`(${academicYearIn(day)} - ${fact('cohort')})`;

const PHASES = [
  ...([
    [0, 'early years'],
    [7, 'primary'],
    [12, 'secondary'],
    [15, 'post-16'],
  ] as const),
];

/** Of facts with the columns `need`, `cohort` and `district`. */
export const learnerDimensions: Readonly<Record<string, Dimension>> = {
  need: inColumn('need', 'primary need of the learner, as known then'),
  district: inColumn('district', 'district of the learner’s home on the day of the fact'),
  yearGroup: { means: 'national curriculum year on the day; 0 is reception', value: yearGroupOn },
  phase: {
    means: 'phase by year group on the day: early years, primary, secondary, post-16, post-19',
    words: [...PHASES.map(([, phase]) => phase), 'post-19'],
    value: (moment) => inBands(yearGroupOn(moment), PHASES, 'post-19'),
  },
};

/** The categories of schools, put together as councils ask of them. */
const SPECIAL = [
  'maintainedSpecial',
  'nonMaintainedSpecial',
  'independentSection41',
  'independent',
];
const INDEPENDENT = ['independentSection41', 'independent'];

const isOneOf = (column: string, codes: readonly string[]): Condition =>
  sql`${fact(column)} in (${sql.join(codes.map((code) => sql.lit(code)))})`;

const providerType = (column: string): Expression =>
  sql`case when ${isOneOf(column, INDEPENDENT)} then 'independent special'
    when ${fact(column)} = 'nonMaintainedSpecial' then 'non-maintained special'
    when ${fact(column)} = 'maintainedSpecial' then 'maintained special'
    else ${fact(column)} end`;

/** Of facts with the columns `category`, `section41`, `in_area`, `urn` and `school`. */
export const schoolDimensions: Readonly<Record<string, Dimension>> = {
  providerType: {
    means: 'independent special, non-maintained special, maintained special, or the category',
    value: () => providerType('category'),
  },
  category: inColumn('category', 'category of the setting as relied on, section 41 told apart'),
  special: {
    means: 'special where it is a special school of any kind, else other',
    words: ['special', 'other'],
    value: () => sql`case when ${isOneOf('category', SPECIAL)} then 'special' else 'other' end`,
  },
  section41: inWords('section41', 'approved under section 41', ['approved', 'not approved']),
  area: inWords('in_area', 'where it is, by the authority’s area', ['in area', 'out of area']),
  school: inColumn('school', 'name of the school when it was relied on'),
  urn: inColumn('urn', 'URN of the school when it was relied on'),
};

export const isSpecial = (column: string): Condition => isOneOf(column, SPECIAL);

const POUND = 100;
const FEE_BANDS = [30_000, 60_000, 90_000, 120_000] as const;

/** Annual fees in bands, in pounds; of facts with the column `fee_pence`. */
const feeBand = (): Expression => {
  const thousand = (pounds: number): string => `£${pounds / 1000}k`;
  const labels = FEE_BANDS.map((limit, at): readonly [number, string] => [
    limit * POUND,
    `${at === 0 ? 'under' : `${thousand(FEE_BANDS[at - 1] ?? 0)} to under`} ${thousand(limit)}`,
  ]);
  return sql`case when ${fact('fee_pence')} = 0 then 'no fee' else ${inBands(
    fact('fee_pence'),
    labels,
    `${thousand(FEE_BANDS.at(-1) ?? 0)} and more`,
  )} end`;
};

/** Of facts with the columns `weeks`, `residential`, `route`, `fee_pence` and `rank`. */
export const termsDimensions: Readonly<Record<string, Dimension>> = {
  weeks: {
    means: 'day, 38 weeks (residential up to 38 weeks a year) or 52 weeks (39 to 52)',
    words: ['day', '38 weeks', '52 weeks'],
    value: () => sql`case when ${fact('residential')} = 0 then 'day'
      when ${fact('weeks')} <= 38 then '38 weeks' else '52 weeks' end`,
  },
  route: inColumn('route', 'contract route'),
  feeBand: { means: 'annual fee in bands', value: feeBand },
};

/** Where the learner was before: the category of the placement held then. */
export const cameFrom = inColumn(
  'came_from',
  'category of the setting the learner was at before, or none',
);

/** Straight distance in bands of miles; of facts with the column `distance_tenths`. */
export const distanceBand: Dimension = {
  means: 'straight distance from home, in miles',
  value: () =>
    inBands(
      fact('distance_tenths'),
      [
        [50, 'under 5'],
        [100, '5 to under 10'],
        [200, '10 to under 20'],
      ],
      '20 and more',
    ),
};

const NOTICE_BANDS = [
  [14, 'under 2 weeks'],
  [42, '2 to under 6 weeks'],
  [91, '6 to under 13 weeks'],
] as const;

/** From the letter to the day the place ended; of facts with `notice_by` and `notice_days`. */
export const noticeBand: Dimension = {
  means: 'notice given, from the letter to the day the place ended; none where there was none',
  value: () =>
    sql`case when ${fact('notice_by')} = 'none' then 'none' else ${inBands(
      fact('notice_days'),
      NOTICE_BANDS,
      '13 weeks and more',
    )} end`,
};
