import type { Instant, LocalDate } from '#libs/event-sourcing';
import type { Counted, Described } from './described.js';
import type { Question } from './question.js';

export type Value = string | number | null;

/** One number of an answer. Of a rate `value` is a share from 0 to 1; of amounts it is the mean. */
export type Cell = Readonly<{
  /** Undefined where the span was not divided. */
  period: Readonly<{ label: string; from: LocalDate; to: LocalDate }>;
  /** By dimension, in the order asked; null is not known. */
  dims: Readonly<Record<string, Value>>;
  /** Null where there is nothing to say: nothing was counted, or it is suppressed. */
  value: number | null;
  /** How many facts it rests on. */
  n: number | null;
  numerator?: number | null;
  denominator?: number | null;
  median?: number | null;
  p90?: number | null;
  sum?: number | null;
  /** How many facts say nothing of what is asked, and are in `n` no more. */
  unknown: number | null;
  suppressed?: true;
  /** What a computed measure says beside, such as the bounds of an interval. */
  [more: string]: unknown;
}>;

/** How small numbers were kept back, in words and figures; as counted where nothing was done. */
export type Disclosure = Readonly<{
  says: string;
  suppressedBelow: number | undefined;
  roundedTo: number | undefined;
  suppressedCells: number;
}>;

export type Answer = Readonly<{
  measure: Described;
  /** The tables' own version: how rows follow from the history. */
  tablesVersion: number;
  question: Question;
  /** Everything recorded up to here, and nothing after. */
  knownAt: Instant;
  asOf: LocalDate;
  cells: readonly Cell[];
  /** Each period whole, without the split. */
  totals: readonly Cell[];
  /** Beyond `top`: how many cells, and how many facts in them. */
  left?: Readonly<{ cells: number; n: number }>;
  excluded: readonly Counted[];
  unknown: readonly Counted[];
  disclosure: Disclosure;
  /** Journeys that could not be carried on: their rows are behind. */
  parked: number;
}>;
