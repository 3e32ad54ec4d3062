import { sql } from 'kysely';
import { fact } from './expression.js';
import { consultationFacts, requestFacts, waitingFacts } from './facts/demand.js';
import type { Exclusion, TabularMeasure } from './measure.js';

const WITHDRAWN: Exclusion = {
  says: 'consultations that the authority took back before an answer',
  when: () => sql`${fact('withdrawn')} = 1 and ${fact('outcome')} is null`,
};
const days = (column: string) => ({ amounts: () => fact<number | null>(column) });
const DURATION = { version: 1, kind: 'duration', unit: 'days' } as const;
const MEAN_AND_MORE = 'mean, median, 90th percentile and sum of whole days';

/** What is asked for, what schools answer, and how long it takes. */
export const demandMeasures: readonly TabularMeasure[] = [
  {
    ...{ name: 'requests', title: 'Placement requests', version: 1 },
    ...{ kind: 'count', unit: 'requests' },
    definition: 'Placement requests raised in the period.',
    population: 'Every request, whatever became of it.',
    formula: 'number of requests',
    source: 'issue: demand and gaps',
    ...{ facts: requestFacts, dated: 'requested', exclusions: [] },
    of: { count: 'facts' },
  },
  {
    ...{ name: 'consultations-per-request', title: 'Consultations per request', version: 1 },
    ...{ kind: 'number', unit: 'consultations' },
    definition: 'Schools consulted under each request raised in the period.',
    population: 'Requests, those without a consultation included.',
    formula: 'mean, median, 90th percentile and sum of consultations',
    source: 'issue: demand and gaps',
    ...{ facts: requestFacts, dated: 'requested', exclusions: [] },
    of: { amounts: () => fact<number | null>('consultations') },
  },
  {
    ...{ name: 'no-offer-rate', title: 'Requests without an offer', version: 1 },
    ...{ kind: 'rate', unit: 'share of requests' },
    definition: 'Requests for which schools were consulted and none offered or agreed a place.',
    population: 'Requests under which at least one school was consulted.',
    formula: 'requests with neither an offer nor a placement agreed / requests with a consultation',
    source: 'issue: demand and gaps',
    ...{ facts: requestFacts, dated: 'requested' },
    exclusions: [
      { says: 'requests without a consultation', when: () => sql`${fact('consultations')} = 0` },
    ],
    of: {
      share: () => sql`${fact('offers')} = 0 and (${fact('placed_category')} is null
        or ${fact('placed_category')} in ('eotas', 'tuition', 'unplaced'))`,
    },
  },
  {
    ...{ name: 'days-request-to-offer', title: 'Days from request to first offer', ...DURATION },
    definition: 'Days from raising the request to the first offer received under it.',
    population: 'Requests with an offer.',
    ...{ formula: MEAN_AND_MORE, source: 'issue: demand and gaps' },
    ...{ facts: requestFacts, dated: 'requested', exclusions: [] },
    only: () => sql`${fact('offered_from')} is not null`,
    of: days('days_to_offer'),
  },
  {
    ...{ name: 'days-request-to-agreement', title: 'Days from request to agreement', ...DURATION },
    definition: 'Days from raising the request to the decision to place.',
    population: 'Requests on which a main placement was agreed that did not fall through.',
    ...{ formula: MEAN_AND_MORE, source: 'issue: demand and gaps' },
    ...{ facts: requestFacts, dated: 'requested', exclusions: [] },
    only: () => sql`${fact('agreed_from')} is not null`,
    of: days('days_to_agreement'),
  },
  {
    ...{ name: 'days-request-to-start', title: 'Days from request to start', ...DURATION },
    definition: 'Days from raising the request to the first day attended.',
    population: 'Requests on which a main placement started.',
    ...{ formula: MEAN_AND_MORE, source: 'issue: demand and gaps' },
    ...{ facts: requestFacts, dated: 'requested', exclusions: [] },
    only: () => sql`${fact('started_from')} is not null`,
    of: days('days_to_start'),
  },
  {
    ...{ name: 'days-panel-to-start', title: 'Days from panel to start', ...DURATION },
    definition:
      'Days from the first conclusive advice of a panel on the type of setting to the first day ' +
      'attended.',
    population: 'Requests that a panel on the type of setting considered, and that started.',
    ...{ formula: MEAN_AND_MORE, source: 'Devon, freedom of information' },
    ...{ facts: requestFacts, dated: 'panel', exclusions: [] },
    only: () => sql`${fact('started_from')} is not null`,
    of: days('days_panel_to_start'),
  },
  {
    ...{ name: 'moved-to-special-after-panel', title: 'Share that moved to a special school' },
    ...{ version: 1, kind: 'rate', unit: 'share of requests' },
    definition: 'Requests considered by a panel that led to a start at a special school.',
    population: 'Requests on which a panel on the type of setting gave conclusive advice.',
    formula: 'requests started at a special school / requests considered',
    source: 'Devon, freedom of information',
    ...{ facts: requestFacts, dated: 'panel', exclusions: [] },
    of: {
      share: () => sql`${fact('started_from')} is not null and ${fact('placed_category')} in
        ('maintainedSpecial', 'nonMaintainedSpecial', 'independentSection41', 'independent')`,
    },
  },
  {
    ...{ name: 'consultations', title: 'Schools consulted', version: 1 },
    ...{ kind: 'count', unit: 'consultations' },
    definition: 'Schools asked in the period whether they can meet a learner’s needs.',
    population: 'Every consultation sent, also those taken back.',
    formula: 'number of consultations',
    source: 'CFA 2014 ss.38 to 40: who must be consulted before being named',
    ...{ facts: consultationFacts, dated: 'sent', exclusions: [] },
    of: { count: 'facts' },
  },
  {
    ...{ name: 'consultations-declined', title: 'Consultations turned down', version: 1 },
    ...{ kind: 'count', unit: 'consultations' },
    definition:
      'Consultations whose latest answer, given in the period, is that the school cannot meet ' +
      'needs or has no place.',
    population: 'Consultations answered with cannot or no place; a waiting list is no refusal.',
    formula: 'number of consultations',
    source: 'Devon, freedom of information; grounds as in CFA 2014 s.39(4)',
    ...{ facts: consultationFacts, dated: 'answered', exclusions: [] },
    only: () => sql`${fact('refused')} = 1`,
    of: { count: 'facts' },
  },
  {
    ...{ name: 'declined-rate', title: 'Share of answers that turn a learner down', version: 1 },
    ...{ kind: 'rate', unit: 'share of answers' },
    definition: 'Of the latest answers given in the period, those that are a refusal.',
    population: 'Consultations that were answered.',
    formula: 'answers cannot or no place / answers',
    source: 'issue: demand and gaps',
    ...{ facts: consultationFacts, dated: 'answered', exclusions: [] },
    of: { share: () => sql`${fact('refused')} = 1` },
  },
  {
    ...{ name: 'days-to-answer', title: 'Days until a school answered', ...DURATION },
    definition: 'Days from sending the consultation to the school’s latest answer.',
    population: 'Consultations that were answered.',
    ...{ formula: MEAN_AND_MORE, source: 'Code of Practice 9.83: 15 days (C06)' },
    ...{ facts: consultationFacts, dated: 'sent', exclusions: [WITHDRAWN] },
    only: () => sql`${fact('answered_from')} is not null`,
    of: days('days_to_answer'),
  },
  {
    ...{ name: 'waiting-for-school-place', title: 'Children waiting for a school place' },
    ...{ version: 1, kind: 'count', unit: 'children' },
    definition:
      'Children who on the day have a plan, attend no school, and have a placement request that ' +
      'is open: neither withdrawn nor started. Tuition, EOTAS, hospital, alternative provision ' +
      'and elective home education are no school place; `meanwhile` says which.',
    population: 'Children whose plan the authority maintains on the day.',
    formula: 'number of children',
    source: 'Devon, freedom of information',
    facts: waitingFacts,
    exclusions: [
      {
        says: 'children without a school place for whom none is looked for',
        when: () => sql`${fact('looking')} = 0`,
      },
    ],
    of: { count: 'children' },
  },
];
