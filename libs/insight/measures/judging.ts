import { sql } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import { asKnownAt } from '#libs/projections';
import { fact, type Condition, type Expression } from './expression.js';
import type { Dimension, Facts, Moment, TabularMeasure, When } from './measure.js';
import { periodKey, type Period } from './periods.js';
import type { Question } from './question.js';
import { stretchesIn } from './stretches.js';

/** A question about facts, with all that the queries take from it. */
export type Asked = Readonly<{
  measure: TabularMeasure;
  question: Question;
  knownAt: number | undefined;
  asOf: LocalDate;
}>;

/** The stretches of time of an answer: periods, or the days of the snapshots. */
export const stretchesOf = ({ measure, question }: Asked): readonly Period[] =>
  stretchesIn(question, 'happened' in measure.facts.dating ? 'happened' : 'held');

/** How facts are placed in time by one question. */
type Placing = Readonly<{
  source: Expression;
  day: Expression<string>;
  key: Expression<string>;
  /** It may lie in it. */
  within: Condition;
  /** It is not known well enough in which stretch it lies, or whether in any. */
  vague: Condition;
}>;

const roleOf = ({ measure, question }: Asked, roles: Readonly<Record<string, When>>): When => {
  const name = question.dated ?? measure.dated ?? Object.keys(roles)[0] ?? '';
  const role = roles[name];
  if (!role) throw new Error(`The facts of ${measure.name} have no date called ${name}.`);
  return role;
};

const placingIn = (asked: Asked): Placing => {
  const { dating, table } = asked.measure.facts;
  return 'happened' in dating
    ? placingOnce(asked, roleOf(asked, dating.happened), table)
    : placingSpell(asked, dating.held, table);
};

const placingOnce = ({ question }: Asked, role: When, table: string): Placing => {
  const [first, last] = [fact<string>(role.from), fact<string>(role.to)];
  const { from = '', to = '', period } = question;
  const key = periodKey(period, first);
  return {
    ...{ source: sql`from ${sql.table(table)} as f`, day: first, key },
    within: sql`(${first} <= ${to} and ${last} >= ${from})`,
    vague: sql`(${first} < ${from} or ${last} > ${to} or ${key} <> ${periodKey(period, last)})`,
  };
};

type Held = Readonly<{ from: When; until: When }>;

const placingSpell = (asked: Asked, { from, until }: Held, table: string): Placing => {
  const days = stretchesOf(asked).map(({ from: day }) => sql`select ${day} as day`);
  const list =
    days.length === 0 ? sql`select '' as day where 1 = 0` : sql.join(days, sql` union all `);
  const day = sql<string>`days.day`;
  return {
    ...{
      source: sql`from (${list}) as days join ${sql.table(table)} as f on 1 = 1`,
      day,
      key: day,
    },
    within: sql`(${fact(from.from)} <= ${day}
      and (${fact(until.to)} is null or ${fact(until.to)} >= ${day}))`,
    vague: sql`(${fact(from.to)} > ${day}
      or (${fact(until.from)} is not null and ${fact(until.from)} < ${day}))`,
  };
};

/** The dimension's value in a row; of several, that of the row joined for it. */
const valueOf = (name: string, dimension: Dimension, moment: Moment): Expression =>
  'several' in dimension
    ? sql`${sql.ref(`of_${name}.${dimension.several.value}`)}`
    : dimension.value(moment);

const dimensionIn = ({ dimensions, table }: Facts, name: string): Dimension => {
  const found = dimensions[name];
  if (!found) throw new Error(`The facts of ${table} have no dimension called ${name}.`);
  return found;
};

const joinOf = ({ measure: { facts }, knownAt }: Asked, name: string): Expression => {
  const dimension = dimensionIn(facts, name);
  if (!('several' in dimension)) return sql``;
  const [as, { table, key }] = [`of_${name}`, dimension.several];
  return sql`left join ${sql.table(table)} as ${sql.ref(as)}
    on ${sql.ref(`${as}.stream`)} = f.stream and ${sql.ref(`${as}.${key}`)} = f.row_key
    and ${asKnownAt(knownAt, as)}`;
};

/** The word of a filter for what is not known. */
export const UNKNOWN = 'unknown';

const isAmong = (value: Expression, wanted: readonly string[]): Condition => {
  const known = wanted.filter((one) => one !== UNKNOWN);
  const among = sql<boolean>`cast(${value} as text) in (${sql.join(known.length > 0 ? known : [''])})`;
  return wanted.includes(UNKNOWN) ? sql`(${value} is null or ${among})` : sql`${among}`;
};

const filterOf = (asked: Asked, moment: Moment, [name, wanted]: [string, readonly string[]]) => {
  const { measure, question, knownAt } = asked;
  const dimension = dimensionIn(measure.facts, name);
  const isWanted = isAmong(valueOf(name, dimension, moment), wanted);
  if (!('several' in dimension) || question.by.includes(name)) return isWanted;
  const [as, { table, key }] = [`of_${name}`, dimension.several];
  return sql`exists (select 1 from ${sql.table(table)} as ${sql.ref(as)}
    where ${sql.ref(`${as}.stream`)} = f.stream and ${sql.ref(`${as}.${key}`)} = f.row_key
    and ${asKnownAt(knownAt, as)} and ${isWanted})`;
};

/** The first exclusion that applies, by its place in the list; null where none does. */
const exclusionOf = ({ measure: { exclusions } }: Asked, moment: Moment): Expression =>
  exclusions.length === 0
    ? sql`null`
    : sql`case ${sql.join(
        exclusions.map(({ when }, at) => sql`when (${when(moment)}) then ${sql.lit(at)}`),
        sql` `,
      )} end`;

const countedValue = ({ measure: { of } }: Asked, moment: Moment): Expression => {
  if ('count' in of) return sql`1`;
  if ('amounts' in of) return of.amounts(moment);
  const holds = of.share(moment);
  return sql`case when (${holds}) then 1 when not (${holds}) then 0 end`;
};

/** The names under which a judged row has its dimensions. */
export const columnOfDimension = (at: number): string => `d${at}`;

/**
 * Every fact that a question may speak of, one row each: its stretch of time (`period`), its
 * dimensions (`d0`…), its `value`, the exclusion that applies, and whether its date is too `vague`.
 * With `by` empty nothing is joined, so that each fact is there once.
 */
export const judged = (asked: Asked): Expression => {
  const { measure, question, knownAt, asOf } = asked;
  const { source, day, key, within, vague } = placingIn(asked);
  const moment: Moment = { day, asOf };
  const dims = question.by.map((name, at) => {
    const value = valueOf(name, dimensionIn(measure.facts, name), moment);
    return sql`${value} as ${sql.ref(columnOfDimension(at))}`;
  });
  const filters = Object.entries(question.where).map((pair) => filterOf(asked, moment, pair));
  const only = measure.only ? [sql`(${measure.only(moment)})`] : [];
  return sql`select ${sql.join([
    sql`${key} as period`,
    ...dims,
    sql`f.stream as stream, f.row_key as row_key, ${countedValue(asked, moment)} as value`,
    sql`${exclusionOf(asked, moment)} as excluded, case when ${vague} then 1 else 0 end as vague`,
  ])} ${source} ${sql.join(
    question.by.map((name) => joinOf(asked, name)),
    sql` `,
  )}
  where ${sql.join([asKnownAt(knownAt, 'f'), within, ...only, ...filters], sql` and `)}`;
};
