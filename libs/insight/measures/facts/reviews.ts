import { sql } from 'kysely';
import { inColumn, inWords, learnerDimensions } from '../dimensions.js';
import { fact } from '../expression.js';
import type { Facts } from '../measure.js';

/** One fact per review. */
export const reviewFacts: Facts = {
  table: 'reviews',
  dating: {
    happened: {
      held: { from: 'held_from', to: 'held_to' },
      meeting: { from: 'meeting_on', to: 'meeting_on' },
      notified: { from: 'notified_from', to: 'notified_to' },
    },
  },
  dimensions: {
    ...learnerDimensions,
    kind: inColumn('kind', 'annual, early, phase, under5, transferIn or settlingIn'),
    statutory: inWords('statutory', 'whether the law asks for it', ['statutory', 'not statutory']),
    category: inColumn('category', 'category of the setting the review was about'),
    outcome: inColumn('outcome', 'maintain, amend or cease; null while it is not decided'),
    completed: {
      means: 'completed where the decision was notified, else not completed',
      value: ({ asOf }) => sql`case when ${fact('notified_to')} is not null
        and ${fact('notified_to')} <= ${asOf} then 'completed' else 'not completed' end`,
    },
  },
};

/** One fact per change of phase that is due. */
export const phaseTransferFacts: Facts = {
  table: 'phase_transfers',
  dating: {
    held: {
      from: { from: 'identified_from', to: 'identified_to' },
      until: { from: 'until', to: 'until' },
    },
  },
  dimensions: {
    ...learnerDimensions,
    change: inColumn('change', 'the change of phase, such as primaryToSecondary'),
    rule: inColumn('rule', 'which deadline of regulation 18 it falls under'),
    transferYear: inColumn('transfer_year', 'the calendar year in which the next phase begins'),
    cameFrom: inColumn('came_from', 'category of the setting when it was identified'),
  },
};
