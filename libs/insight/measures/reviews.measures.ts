import { sql } from 'kysely';
import { fact } from './expression.js';
import { phaseTransferFacts, reviewFacts } from './facts/reviews.js';
import type { Exclusion, Moment, TabularMeasure } from './measure.js';

const NOT_ANNUAL: Exclusion = {
  says: 'reviews that are not the annual review: settling-in, under five, early',
  when: () => sql`${fact('kind')} not in ('annual', 'phase')`,
};

const incompleteAfter = (months: 6 | 12 | 24): TabularMeasure => {
  const due = fact<string>(`after_${months}_months`);
  return {
    ...{ name: `reviews-incomplete-after-${months}-months`, version: 1 },
    title: `Annual reviews incomplete ${months} months after the meeting`,
    ...{ kind: 'rate', unit: 'share of reviews' },
    definition: `The decision was not notified by the day ${months} months after the meeting.`,
    population: `Annual reviews held in the period, of which ${months} months have passed.`,
    formula: 'reviews not decided by then / reviews held so long ago',
    source: 'CFA 2014 s.44; regulation 20(10): a review is completed by the decision',
    ...{ facts: reviewFacts, dated: 'held' },
    exclusions: [
      NOT_ANNUAL,
      {
        says: `reviews of which ${months} months have not passed`,
        when: ({ asOf }: Moment) => sql`${due} >= ${asOf}`,
      },
    ],
    of: {
      share: () => sql`(${fact('notified_from')} is null or ${fact('notified_from')} > ${due})`,
    },
  };
};

/** Reviews, and the changes of phase they prepare. */
export const reviewMeasures: readonly TabularMeasure[] = [
  {
    ...{ name: 'annual-reviews-held', title: 'Annual reviews held', version: 1 },
    ...{ kind: 'count', unit: 'reviews' },
    definition:
      'Annual review meetings held in the period. By `completed`: a review is completed when its ' +
      'decision was notified, whenever that was.',
    population: 'Annual reviews, those before a phase transfer included.',
    formula: 'number of reviews',
    source: 'Devon and Barnet, freedom of information; CFA 2014 s.44',
    ...{ facts: reviewFacts, dated: 'held', exclusions: [NOT_ANNUAL] },
    of: { count: 'facts' },
  },
  incompleteAfter(6),
  incompleteAfter(12),
  incompleteAfter(24),
  {
    ...{ name: 'days-meeting-to-decision', title: 'Days from review meeting to decision' },
    ...{ version: 1, kind: 'duration', unit: 'days' },
    definition: 'Days from the annual review meeting to the notified decision.',
    population: 'Annual reviews held in the period and decided.',
    formula: 'mean, median, 90th percentile and sum of whole days',
    source: 'SEND Regulations 2014, regulation 20(10): four weeks (C14)',
    ...{ facts: reviewFacts, dated: 'held', exclusions: [NOT_ANNUAL] },
    only: () => sql`${fact('notified_from')} is not null`,
    of: { amounts: () => fact<number | null>('days_to_decision') },
  },
  {
    ...{ name: 'phase-transfers-without-school', title: 'Phase transfers without a school named' },
    ...{ version: 1, kind: 'rate', unit: 'share of children' },
    definition:
      'Children due to change phase in the year of the day whose final plan does not yet name a ' +
      'school other than the one they were at.',
    population: 'Phase transfers identified by the day, until 31 August of the transfer year.',
    formula: 'transfers without a school named by the end of the day / transfers due',
    source: 'SEND Regulations 2014, regulation 18: 15 February and 31 March (C18, C19); Richmond',
    facts: phaseTransferFacts,
    exclusions: [
      {
        says: 'transfers that do not apply: all-through schools, deferred, moved away',
        when: () => sql`${fact('not_applicable')} is not null`,
      },
    ],
    of: {
      share: ({ day }) => sql`(${fact('named_from')} is null or ${fact('named_from')} > ${day})`,
    },
  },
];
