import type { LocalDate } from '#libs/event-sourcing';
import type { Cell } from '../measures/answer.js';
import type { Computed, ComputedMeasure, Reading } from '../measures/measure.js';
import { periodsBetween, type Period } from '../measures/periods.js';
import type { Question } from '../measures/question.js';
import type { Commitment } from './commitments.js';
import {
  commitmentDimensions,
  commitmentsOf,
  type CommitmentsCounts,
} from './commitments-query.js';

const cellOf =
  (periods: readonly Period[]) =>
  ({ span, dims, pence, n }: Commitment): readonly Cell[] => {
    const period = periods[span];
    if (!period) return [];
    const { key: _, ...named } = period;
    return [{ period: named, dims, value: pence, n, unknown: 0 }];
  };

const unknownIn = (counts: CommitmentsCounts) => [
  { says: 'agreed, with no first day known: in no sum', n: counts.agreedWithoutFirstDay },
  { says: 'started on one of several days: paid from the first', n: counts.startKnownInPart },
  { says: 'without a line of a price: a sum of nothing', n: counts.withoutPrice },
  {
    says: 'interim provision reckoned with England’s school days by default',
    n: counts.byDefaultCalendar,
  },
];

const compute = async (reading: Reading, question: Question): Promise<Computed> => {
  const { period, from, to, by, where } = question;
  if (from === undefined || to === undefined) return { cells: [] };
  const periods = periodsBetween(period, from as LocalDate, to);
  const answer = await commitmentsOf(reading.db, await reading.providerFacts(), {
    ...{ spans: periods, by, where, knownAt: reading.knownAt },
  });
  return {
    cells: answer.sums.flatMap(cellOf(periods)),
    totals: answer.totals.flatMap(cellOf(periods)),
    unknown: unknownIn(answer.counts),
  };
};

/** Money: what is to be paid, and by whom. */
export const commitments: ComputedMeasure = {
  name: 'commitments',
  title: 'Commitments',
  version: 1,
  kind: 'money',
  unit: 'pence, net of VAT',
  definition:
    'What the authority and those who contribute are to pay for placements and interim provision: ' +
    'agreed while a place is held, up to its last day or the expiry of a notice that is not in dispute, ' +
    'and on while no end is known; notice for what is paid after it, and for sums that settle a notice; ' +
    'forecast for what is agreed and has not begun, from the day planned for it.',
  population:
    'Every placement agreed that neither fell through nor failed to start, main and dual, and all ' +
    'interim provision, with the terms as they apply on each day, however late they were decided.',
  formula:
    'The sum of a line in a year runs up evenly over the days of the school year (1 September to ' +
    '31 August), whatever its unit; what is paid once, on the first day of the terms that say it; ' +
    'interim provision by the week, a fifth of a week on each school day of its provider, or a seventh ' +
    'a day where it is for more than 39 weeks; a settlement over the days it stands for. Each is cut to ' +
    'the penny on the running sum, so that parts of a year come to the year. A party bears its part of ' +
    'the price of a year of every line; education bears the rest.',
  source: 'design §5; domain §2.3',
  exclusions: [],
  dimensions: commitmentDimensions,
  asked: 'happened',
  tables: ['terms', 'journeys', 'register'],
  compute,
};
