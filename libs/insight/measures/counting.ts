import { sql, type Kysely } from 'kysely';
import type { JourneyTables } from '../journey-tables.js';
import type { Cell, Value } from './answer.js';
import { columnOfDimension, judged, stretchesOf, type Asked } from './judging.js';
import type { Counted } from './described.js';
import type { Expression } from './expression.js';
import type { Period } from './periods.js';

type Db = Kysely<JourneyTables>;

/** What a group of facts comes to. Text where the database counts in big numbers. */
type Counts = Readonly<{
  n: number;
  known: number;
  total: number | null;
  children: number;
  middle?: number | null;
  p90?: number | null;
}>;
type Dims = Readonly<Record<string, Value | undefined>>;
type Group = Counts & Dims & Readonly<{ period: string }>;

const groupColumns = ({ question: { by } }: Asked): readonly Expression[] =>
  ['period', ...by.map((_, at) => columnOfDimension(at))].map((name) => sql`${sql.ref(name)}`);

const counts = (asked: Asked): Expression => {
  const groups = sql.join(groupColumns(asked));
  return sql`select ${groups}, count(*) as n, count(value) as known, sum(value) as total,
    count(distinct stream) as children
    from (${judged(asked)}) as judged where excluded is null and vague = 0
    group by ${groups}`;
};

/**
 * The median is the middle value, or halfway between the two in the middle; the 90th percentile is
 * the smallest value that at least nine in ten do not exceed.
 */
const middles = (asked: Asked): Expression => {
  const groups = sql.join(groupColumns(asked));
  return sql`select ${groups}, sum(case when at = (many + 1) / 2 then value else 0 end)
      + sum(case when at = (many + 2) / 2 then value else 0 end) as middle,
    max(case when at = (9 * many + 9) / 10 then value end) as p90
    from (select judged.*, row_number() over (partition by ${groups} order by value) as at,
        count(*) over (partition by ${groups}) as many
      from (${judged(asked)}) as judged
      where excluded is null and vague = 0 and value is not null) as ranked
    group by ${groups}`;
};

const keyOf = ({ question: { by } }: Asked, group: Dims): string =>
  JSON.stringify([group['period'], ...by.map((_, at) => group[columnOfDimension(at)] ?? null)]);

const groupsOf = async (db: Db, asked: Asked): Promise<readonly Group[]> => {
  const { rows } = await sql<Group>`${counts(asked)}`.execute(db);
  if (!('amounts' in asked.measure.of)) return rows;
  const middle = await sql<Group>`${middles(asked)}`.execute(db);
  const byKey = new Map(middle.rows.map((group) => [keyOf(asked, group), group]));
  return rows.map((row) => {
    const found = byKey.get(keyOf(asked, row));
    return { ...row, middle: found?.middle ?? null, p90: found?.p90 ?? null };
  });
};

const EMPTY = { n: 0, known: 0, total: 0, children: 0, middle: null, p90: null } as const;

/** All arithmetic on counts is done here, on whole numbers: the same counts give the same digits. */
const figures = ({ measure: { of } }: Asked, group: Counts) => {
  const { n, known, total, children } = group;
  if ('count' in of) return { value: of.count === 'facts' ? n : children, n, unknown: 0 };
  const [sum, unknown] = [total ?? 0, n - known];
  const value = known === 0 ? null : sum / known;
  if ('share' in of) return { value, n: known, numerator: sum, denominator: known, unknown };
  const median = known === 0 ? null : (group.middle ?? 0) / 2;
  return { value, n: known, median, p90: group.p90 ?? null, sum, unknown };
};

const cellOf = (asked: Asked, { key: _, ...period }: Period, group: Counts & Dims): Cell => ({
  period,
  dims: Object.fromEntries(
    asked.question.by.map((name, at) => [name, group[columnOfDimension(at)] ?? null]),
  ),
  ...figures(asked, group),
});

const inOrder = (a: Value, b: Value): number => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
};

const byDims =
  (names: readonly string[]) =>
  (a: Cell, b: Cell): number =>
    names.reduce((order, name) => order || inOrder(a.dims[name] ?? null, b.dims[name] ?? null), 0);

/** Every cell that has a fact, period by period; without a split, a cell for each period. */
export const cellsOf = async (db: Db, asked: Asked): Promise<readonly Cell[]> => {
  const groups = await groupsOf(db, asked);
  const { by } = asked.question;
  return stretchesOf(asked).flatMap((stretch) => {
    const mine = groups.filter(({ period }) => period === stretch.key);
    if (by.length === 0) return [cellOf(asked, stretch, mine[0] ?? EMPTY)];
    return mine.map((group) => cellOf(asked, stretch, group)).toSorted(byDims(by));
  });
};

type Left = Readonly<{ excluded: number | null; vague: number; n: number; unknown: number }>;

/** What is counted nowhere, and why: what the measure leaves out, and what is not known. */
export const leftOut = async (
  db: Db,
  asked: Asked,
): Promise<Readonly<{ excluded: readonly Counted[]; unknown: readonly Counted[] }>> => {
  const whole = { ...asked, question: { ...asked.question, by: [] } };
  const { rows } = await sql<Left>`select excluded, vague, count(*) as n,
    sum(case when value is null then 1 else 0 end) as unknown
    from (${judged(whole)}) as judged group by excluded, vague`.execute(db);
  const sum = (of: (row: Left) => number): number => rows.reduce((all, row) => all + of(row), 0);
  const excluded = asked.measure.exclusions.map(({ says }, at) => ({
    says,
    n: sum((row) => (row.excluded === at ? row.n : 0)),
  }));
  const counted = (row: Left): boolean => row.excluded === null;
  return {
    excluded,
    unknown: [
      { says: VAGUE, n: sum((row) => (counted(row) && row.vague === 1 ? row.n : 0)) },
      ...('count' in asked.measure.of
        ? []
        : [{ says: NO_VALUE, n: sum((row) => (counted(row) && !row.vague ? row.unknown : 0)) }]),
    ],
  };
};

const VAGUE = 'the date is not known well enough to say in which period, or whether in any';
const NO_VALUE = 'what is asked cannot be said, for a date or a value is not known';
