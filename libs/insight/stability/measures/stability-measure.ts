import type { LocalDate } from '#libs/event-sourcing';
import type { Cell, Value } from '../../measures/answer.js';
import type { Counted, Described } from '../../measures/described.js';
import type { ComputedMeasure } from '../../measures/measure.js';
import type { Period } from '../../measures/periods.js';
import type { Question } from '../../measures/question.js';
import { stretchesIn } from '../../measures/stretches.js';
import { readCohort, type Beside, type Child, type Cohort } from '../cohort/index.js';
import { DIMENSIONS, meanings, valueOf, type About } from './dimensions.js';

/** The span asked of, cut to what can have happened; of a snapshot the day alone. */
export type Window = Readonly<{ from: LocalDate; to: LocalDate; asOf: LocalDate }>;

/** Something that a measure looks at: it counts with a value, is left out, or cannot be judged. */
export type Told<T> = About &
  (Readonly<{ value: T }> | Readonly<{ excluded: string }> | Readonly<{ unknown: string }>);

export type Figure = Readonly<{ value: number | null; n: number } & Record<string, unknown>>;

export type Context = Readonly<{ window: Window; cohort: Cohort }>;

export type StabilityMeasure<T> = Described &
  Readonly<{
    asked: 'happened' | 'held';
    /** Why something may be left out, in words; each that is told must be one of these. */
    exclusions: readonly string[];
    /** Dimensions that only this measure has, each with its meaning. */
    own?: Readonly<Record<string, string>>;
    beside?: readonly Beside[];
    told: (child: Child, context: Context) => readonly Told<T>[];
    figure: (values: readonly T[], context: Context) => Figure;
    /** Where a cell is to be seen beside the others of its period, such as a share of a row. */
    together?: (cells: readonly Cell[]) => readonly Cell[];
  }>;

const TABLES = ['episodes', 'plan_spells', 'journeys'];

/** A measure of episodes and moves, as the engine asks it. */
export const stabilityMeasure = <T>(measure: StabilityMeasure<T>): ComputedMeasure => {
  const { told: _told, figure: _figure, exclusions, own = {}, beside = [], ...described } = measure;
  return {
    ...described,
    exclusions: exclusions.map((says) => ({ says })),
    dimensions: { ...own, ...meanings(Object.keys(DIMENSIONS)) },
    tables: [...TABLES, ...beside],
    compute: async (reading, question) => {
      const cohort = await readCohort(reading, beside);
      return answerOf(measure, { cohort, asOf: reading.asOf, question });
    },
  };
};

type Asked = Readonly<{ cohort: Cohort; asOf: LocalDate; question: Question }>;

/** Everything after the reading: pure, so that it can be tried without tables. */
export const answerOf = <T>(measure: StabilityMeasure<T>, { cohort, asOf, question }: Asked) => {
  const answered = stretchesIn(question, measure.asked).map((period) => {
    const to = period.to < asOf ? period.to : asOf;
    const context: Context = { cohort, window: { from: period.from, to, asOf } };
    const told = cohort.children
      .flatMap((child) => measure.told(child, context))
      .filter((one) => isWanted(one, question.where));
    const cells = cellsOf(measure, told, { period, by: question.by, context });
    return {
      told,
      cells: together(measure, cells),
      totals: together(measure, cellsOf(measure, told, { period, by: [], context })),
    };
  });
  const all = answered.flatMap(({ told }) => told);
  return {
    cells: answered.flatMap(({ cells }) => cells),
    totals: answered.flatMap(({ totals }) => totals),
    excluded: measure.exclusions.map((says) => ({
      says,
      n: all.filter((one) => 'excluded' in one && one.excluded === says).length,
    })),
    unknown: unknownIn(all),
  };
};

const together = <T>(measure: StabilityMeasure<T>, cells: readonly Cell[]): readonly Cell[] =>
  measure.together?.(cells) ?? cells;

const unknownIn = <T>(all: readonly Told<T>[]): readonly Counted[] =>
  [
    ...Map.groupBy(
      all.flatMap((one) => ('unknown' in one ? [one.unknown] : [])),
      (says) => says,
    ),
  ]
    .map(([says, every]) => ({ says, n: every.length }))
    .toSorted((a, b) => (a.says < b.says ? -1 : 1));

const UNKNOWN = 'unknown';

const isWanted = (about: About, where: Question['where']): boolean =>
  Object.entries(where).every(([name, values]) => {
    const value = valueOf(about, name);
    return value === null ? values.includes(UNKNOWN) : values.includes(String(value));
  });

type Split = Readonly<{ period: Period; by: readonly string[]; context: Context }>;

const cellsOf = <T>(
  measure: StabilityMeasure<T>,
  told: readonly Told<T>[],
  { period, by, context }: Split,
): readonly Cell[] => {
  const counted = told.filter((one) => !('excluded' in one));
  const groups = Map.groupBy(counted, (one) =>
    JSON.stringify(by.map((name) => valueOf(one, name))),
  );
  if (by.length === 0 && groups.size === 0) groups.set('[]', []);
  return [...groups]
    .map(([key, group]): Cell => {
      const values = JSON.parse(key) as Value[];
      return {
        period: { label: period.label, from: period.from, to: period.to },
        dims: Object.fromEntries(by.map((name, at) => [name, values[at] ?? null])),
        ...measure.figure(
          group.flatMap((one) => ('value' in one ? [one.value] : [])),
          context,
        ),
        unknown: group.filter((one) => 'unknown' in one).length,
      };
    })
    .toSorted(byDims(by));
};

const inOrder = (a: Value, b: Value): number => {
  if (a === b) return 0;
  if (a === null || b === null) return a === null ? 1 : -1;
  return a < b ? -1 : 1;
};

const byDims =
  (names: readonly string[]) =>
  (a: Cell, b: Cell): number =>
    names.reduce((order, name) => order || inOrder(a.dims[name] ?? null, b.dims[name] ?? null), 0);
