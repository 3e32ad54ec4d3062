import { sql } from 'kysely';
import { addDays } from '#libs/lifecycle';
import { fact } from '../../measures/expression.js';
import { reviewFacts } from '../../measures/facts/reviews.js';
import type { TabularMeasure } from '../../measures/measure.js';

const WITHIN = 28;
const NEVER = 99_999;

/** M18: of the table of reviews, so the engine answers it itself. */
export const decisionTimeliness: TabularMeasure = {
  ...{ name: 'decision-timeliness', title: 'M18 Timeliness of decisions', version: 1 },
  ...{ kind: 'rate', unit: 'share of reviews' },
  definition:
    'Reviews whose decision was notified within 28 days of the meeting. One that is not decided after 28 days is late.',
  population: 'Reviews with a meeting held in the period, of whatever kind.',
  formula: 'decided within 28 days / held, but those undecided whose 28 days have not passed',
  source: 'SEND Regulations 2014, regulation 20(10); 44.4% in England in 2024 (DfE, EHC plans)',
  ...{ facts: reviewFacts, dated: 'held' },
  exclusions: [
    {
      says: 'reviews not decided, of which 28 days have not passed',
      when: ({ asOf }) =>
        sql`${fact('notified_from')} is null and ${fact('held_to')} > ${addDays(asOf, -WITHIN)}`,
    },
  ],
  of: {
    share: () =>
      sql`coalesce(${fact<number | null>('days_to_decision')}, ${sql.lit(NEVER)}) <= ${sql.lit(WITHIN)}`,
  },
};
