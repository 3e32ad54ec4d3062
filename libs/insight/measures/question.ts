import type { Instant, LocalDate } from '#libs/event-sourcing';
import type { PeriodName } from './periods.js';

/** What is asked of a measure. It is data: no question has code of its own. */
export type Question = Readonly<{
  measure: string;
  /** Dimensions that the answer is split by, in this order. */
  by: readonly string[];
  /** The span of time asked of, both days included. */
  from: LocalDate | undefined;
  to: LocalDate | undefined;
  period: PeriodName | undefined;
  /** Snapshots on these days. With a period instead: on the first or last day of each. */
  on: readonly LocalDate[];
  at: 'first' | 'last';
  /** Which of its dates places a fact in time, where it has several. */
  dated: string | undefined;
  knownAt: Instant | undefined;
  /** The last day that can have happened; without it, that of `knownAt`, or today. */
  asOf: LocalDate | undefined;
  /** Only facts with one of these values, of every dimension named. */
  where: Readonly<Record<string, readonly string[]>>;
  /** Only so many cells a period, the largest first. */
  top: number | undefined;
}>;
