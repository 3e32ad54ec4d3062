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

/** A column of 0 and 1, in words. */
export const inWords = (
  column: string,
  means: string,
  [yes, no]: readonly [yes: string, no: string],
): Dimension => ({
  means,
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

/** Of facts with the columns `need` and `cohort`. */
export const learnerDimensions: Readonly<Record<string, Dimension>> = {
  need: inColumn('need', 'primary need of the learner, as known then'),
  yearGroup: { means: 'national curriculum year on the day; 0 is reception', value: yearGroupOn },
  phase: {
    means: 'phase by year group on the day: early years, primary, secondary, post-16, post-19',
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
    means: 'whether it is a special school of any kind',
    value: () => sql`case when ${isOneOf('category', SPECIAL)} then 'special' else 'other' end`,
  },
  section41: inWords('section41', 'approved under section 41', ['approved', 'not approved']),
  area: inWords('in_area', 'inside or outside the authority’s area', ['in area', 'out of area']),
  school: inColumn('school', 'name of the school when it was relied on'),
  urn: inColumn('urn', 'URN of the school when it was relied on'),
};

export const isSpecial = (column: string): Condition => isOneOf(column, SPECIAL);
