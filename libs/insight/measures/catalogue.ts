// How to register a measure.
//
// 1. *Tabular*: its facts are rows of a stored table. Describe the table once in `facts/` (`Facts`: how
//    its rows are dated, what they can be split by), then add a `TabularMeasure` to a list beside the
//    others: which rows (`only`), which of them are left out and counted (`exclusions`), and what is
//    said of them (`of`: a count, a share, or amounts with mean, median and 90th percentile). Periods,
//    snapshots, filters, known-at, top, unknowns, suppression and CSV come by themselves.
//    In `only`, `exclusions`, `of` and dimensions write `sql` on columns of the facts: fact('column').
// 2. *Computed*: give a `ComputedMeasure`: the same description, the tables it reads, and a function
//    from (reading, question) to cells. Every query in it goes through `asKnownAt(reading.knownAt, …)`.
// 3. Name the list in `measures` below. docs/measures.md is written from it by `npm run docs`.
import { commitments } from '../commitments/commitments.measure.js';
import { kpiMeasures } from '../scorecard/kpi.measures.js';
import { demandMeasures } from './demand.measures.js';
import type { Measure } from './measure.js';
import { stabilityMeasures } from '../stability/measures/index.js';
import { placementMeasures } from './placements.measures.js';
import { reviewMeasures } from './reviews.measures.js';

/** Every measure that can be asked, in the order of the documentation. */
export const measures: readonly Measure[] = [
  ...demandMeasures,
  ...placementMeasures,
  ...reviewMeasures,
  commitments,
  ...stabilityMeasures,
  ...kpiMeasures,
];

const byName: ReadonlyMap<string, Measure> = new Map(measures.map((one) => [one.name, one]));

export const measureNamed = (name: string): Measure | undefined => byName.get(name);
