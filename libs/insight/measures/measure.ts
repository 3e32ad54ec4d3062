import type { Kysely } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import type { JourneyTables } from '../journey-tables.js';
import type { ProviderFacts } from '../providers/provider-facts.js';
import type { Cell } from './answer.js';
import type { Counted, Described } from './described.js';
import type { Condition, Expression } from './expression.js';
import type { Question } from './question.js';

/**
 * What an expression may look at beside the row: the first possible day of the fact or the day of
 * the snapshot, and the day up to which things can have happened.
 */
export type Moment = Readonly<{ day: Expression<string>; asOf: LocalDate }>;

/** A date that may be known in part only: the columns of its first and its last possible day. */
export type When = Readonly<{ from: string; to: string }>;

/** How the facts are dated: each happened on one day, or held from a day to another. */
export type Dating =
  | Readonly<{ happened: Readonly<Record<string, When>> }>
  /** Both days count. Without an end it holds still. */
  | Readonly<{ held: Readonly<{ from: When; until: When }> }>;

/** What facts can be split by and filtered on. Null is not known. */
export type Dimension = Readonly<{
  means: string;
  /** All it can be beside unknown, where these are words of ours: a filter by another is refused. */
  words?: readonly string[];
}> &
  (
    | Readonly<{ value: (moment: Moment) => Expression }>
    /** A fact may have several: the table that holds them, its column with the fact's key, the value. */
    | Readonly<{ several: Readonly<{ table: string; key: string; value: string }> }>
  );

/** A stored table of facts, with what can be asked of it. */
export type Facts = Readonly<{
  table: string;
  dating: Dating;
  dimensions: Readonly<Record<string, Dimension>>;
}>;

/** Of which facts a measure speaks is said twice: to people and to the database. */
export type Exclusion = Readonly<{ says: string; when: (moment: Moment) => Condition }>;

/** What is said of the facts of one cell. */
export type Formula =
  /** How many. */
  | Readonly<{ count: 'facts' | 'children' }>
  /** Of how many it is true, and which share that is. Null is neither, and counted as unknown. */
  | Readonly<{ share: (moment: Moment) => Condition }>
  /** Mean, median, 90th percentile and sum of an integer; null is counted as unknown. */
  | Readonly<{ amounts: (moment: Moment) => Expression<number | null> }>;

/** Answered by the engine from a table of facts: the usual kind. */
export type TabularMeasure = Described &
  Readonly<{
    facts: Facts;
    /** The one of `facts.dating.happened` that counts where a question names none. */
    dated?: string;
    only?: (moment: Moment) => Condition;
    exclusions: readonly Exclusion[];
    of: Formula;
  }>;

/** What a computed measure reads from. `knownAt` in microseconds; undefined is as known now. */
export type Reading = Readonly<{
  db: Kysely<JourneyTables>;
  knownAt: number | undefined;
  /** The last day that can have happened as known then. */
  asOf: LocalDate;
  /** The providers as known then. */
  providerFacts: () => Promise<ProviderFacts>;
}>;

export type Computed = Readonly<{
  cells: readonly Cell[];
  /** Each period whole, where that is not the sum of the cells. */
  totals?: readonly Cell[];
  excluded?: readonly Counted[];
  unknown?: readonly Counted[];
}>;

/** Answered by a function of its own, where counting facts is not enough (survival, indices). */
export type ComputedMeasure = Described &
  Readonly<{
    exclusions: readonly Readonly<{ says: string }>[];
    /** What it can be split by and filtered on, each with its meaning. */
    dimensions: Readonly<Record<string, string>>;
    /** `happened` is asked of a span of time, `held` of days. */
    asked: 'happened' | 'held';
    /** The tables it reads: up to when these are known is said with the answer. */
    tables: readonly string[];
    compute: (reading: Reading, question: Question) => Promise<Computed>;
  }>;

export type Measure = TabularMeasure | ComputedMeasure;

export const isComputed = (measure: Measure): measure is ComputedMeasure => 'compute' in measure;
