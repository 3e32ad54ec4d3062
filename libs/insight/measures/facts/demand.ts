import { sql } from 'kysely';
import {
  cameFrom,
  distanceBand,
  inColumn,
  inWords,
  isSpecial,
  learnerDimensions,
  schoolDimensions,
} from '../dimensions.js';
import { fact } from '../expression.js';
import type { Facts } from '../measure.js';

/** One fact per placement request. */
export const requestFacts: Facts = {
  table: 'requests',
  dating: {
    happened: {
      requested: { from: 'requested_from', to: 'requested_to' },
      panel: { from: 'panel_from', to: 'panel_to' },
      offered: { from: 'offered_from', to: 'offered_to' },
      agreed: { from: 'agreed_from', to: 'agreed_to' },
      started: { from: 'started_from', to: 'started_to' },
    },
  },
  dimensions: {
    ...learnerDimensions,
    reason: inColumn('reason', 'why a placement was asked for'),
    status: inColumn('status', 'open, withdrawn, agreed or started'),
    sought: inColumn('sought', 'the types of setting looked for, | between them'),
    boarding: inColumn('boarding', 'day, residential or either'),
    decidedType: inColumn('decided_type', 'the type of setting an officer decided on'),
    panelAdvice: inColumn('panel_advice', 'what the panel on the type of setting advised'),
    preference: inColumn('preference', 'the family’s first preference: s38 or s9'),
    cameFrom,
    placedIn: {
      means: 'special where the placement agreed is at a special school, else other; null: none',
      value: () => sql`case when ${fact('placed_category')} is null then null
        when ${isSpecial('placed_category')} then 'special' else 'other' end`,
    },
    placedArea: inWords('placed_in_area', 'where the placement agreed is', [
      'in area',
      'out of area',
    ]),
  },
};

/** One fact per school consulted. */
export const consultationFacts: Facts = {
  table: 'consultations',
  dating: {
    happened: {
      sent: { from: 'sent_from', to: 'sent_to' },
      answered: { from: 'answered_from', to: 'answered_to' },
    },
  },
  dimensions: {
    ...learnerDimensions,
    ...schoolDimensions,
    distance: distanceBand,
    outcome: inColumn('outcome', 'the school’s latest answer; null while there is none'),
    ground: {
      means: 'the grounds the school gave: one that gave two is counted under each, once in totals',
      several: { table: 'consultation_grounds', key: 'consultation', value: 'ground' },
    },
    requestReason: inColumn('request_reason', 'why a placement was asked for'),
  },
};

/** One fact per time without a school place. */
export const waitingFacts: Facts = {
  table: 'waiting',
  dating: {
    held: { from: { from: 'since', to: 'since' }, until: { from: 'until', to: 'until' } },
  },
  dimensions: {
    ...learnerDimensions,
    reason: inColumn('reason', 'why a placement was asked for'),
    meanwhile: inColumn('meanwhile', 'category of what the learner had meanwhile, or none'),
  },
};
