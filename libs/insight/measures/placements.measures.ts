import { sql } from 'kysely';
import { fact, type Condition } from './expression.js';
import { placementFacts, stayFacts } from './facts/placements.js';
import type { Exclusion, TabularMeasure } from './measure.js';

const SECOND: Exclusion = {
  says: 'second placements beside a main one',
  when: () => sql`${fact('rank')} = 'dual'`,
};
const BEFORE_US: Exclusion = {
  says: 'placements that were taken over: brought forward from a file, or transferred in',
  when: () => sql`${fact('basis')} in ('existing', 'transferIn')`,
};
const hasStarted = (): Condition => sql`${fact('started_from')} is not null`;

const days = (column: string) => ({ amounts: () => fact<number | null>(column) });
const DURATION = { version: 1, kind: 'duration', unit: 'days' } as const;
const MEAN_AND_MORE = 'mean, median, 90th percentile and sum of whole days';
const COMMISSIONED = 'Placements agreed by the authority and started';

/** New, ended and paid placements. */
export const placementMeasures: readonly TabularMeasure[] = [
  {
    ...{ name: 'placements-started', title: 'New placements', version: 1 },
    ...{ kind: 'count', unit: 'placements' },
    definition: 'Placements whose first day attended lies in the period.',
    population: 'Main placements that the authority agreed, in every kind of setting.',
    formula: 'number of placements',
    source: 'domain §1.1 step 8: a placement starts on the first day attended',
    ...{ facts: placementFacts, dated: 'started', exclusions: [SECOND, BEFORE_US] },
    of: { count: 'facts' },
  },
  {
    ...{ name: 'annual-fee', title: 'Annual fee of new placements', version: 1 },
    ...{ kind: 'money', unit: 'pence a year, net of VAT' },
    definition: 'What the price lines in force on the first day come to in a year.',
    population: 'Main placements that the authority agreed and that cost something.',
    formula: 'mean, median, 90th percentile and sum of pence a year',
    source: 'domain §2.3 and K20; each line rounded half up',
    ...{ facts: placementFacts, dated: 'started' },
    exclusions: [
      SECOND,
      BEFORE_US,
      { says: 'placements without a fee', when: () => sql`${fact('fee_pence')} = 0` },
    ],
    of: { amounts: () => fact<number | null>('fee_pence') },
  },
  {
    ...{ name: 'days-panel-to-offer', title: 'Days from panel to offer', ...DURATION },
    definition: 'Days from the panel’s first advice to go ahead to the offer that was taken up.',
    population: `${COMMISSIONED}, after a panel advised on the request and on an offer.`,
    ...{ formula: MEAN_AND_MORE, source: 'Wokingham, freedom of information' },
    ...{ facts: placementFacts, dated: 'started', exclusions: [SECOND, BEFORE_US] },
    only: () => sql`${fact('panel_from')} is not null and ${fact('offered_from')} is not null`,
    of: days('days_panel_to_offer'),
  },
  {
    ...{ name: 'days-offer-to-agreement', title: 'Days from offer to agreement', ...DURATION },
    definition: 'Days from receiving the offer that was taken up to the decision to place.',
    population: 'Main placements agreed on an offer.',
    ...{ formula: MEAN_AND_MORE, source: 'domain §1.1 steps 5 to 7' },
    ...{ facts: placementFacts, dated: 'agreed', exclusions: [SECOND, BEFORE_US] },
    only: () => sql`${fact('offered_from')} is not null`,
    of: days('days_offer_to_agreement'),
  },
  {
    ...{ name: 'days-agreement-to-start', title: 'Days from agreement to start', ...DURATION },
    definition: 'Days from the decision to place to the first day attended.',
    population: `${COMMISSIONED}.`,
    ...{ formula: MEAN_AND_MORE, source: 'domain §1.1 steps 7 and 8' },
    ...{ facts: placementFacts, dated: 'started', exclusions: [SECOND, BEFORE_US] },
    only: hasStarted,
    of: days('days_agreement_to_start'),
  },
  {
    ...{ name: 'days-offer-to-start', title: 'Days from offer to start', ...DURATION },
    definition: 'Days from receiving the offer that was taken up to the first day attended.',
    population: `${COMMISSIONED}, on an offer.`,
    ...{ formula: MEAN_AND_MORE, source: 'Wokingham, freedom of information' },
    ...{ facts: placementFacts, dated: 'started', exclusions: [SECOND, BEFORE_US] },
    only: () => sql`${fact('offered_from')} is not null`,
    of: days('days_offer_to_start'),
  },
  {
    ...{ name: 'distance-of-new-placements', title: 'Distance of new placements', version: 1 },
    ...{ kind: 'number', unit: 'tenths of a mile' },
    definition: 'Straight distance from home to school when the placement was agreed.',
    population: `${COMMISSIONED}; without a known home or site the distance is unknown.`,
    formula: 'mean, median and 90th percentile of tenths of a mile',
    source: 'domain §3.6: distance as in SSDA903; M17, K19',
    ...{ facts: placementFacts, dated: 'started', exclusions: [SECOND, BEFORE_US] },
    of: { amounts: () => fact<number | null>('distance_tenths') },
  },
  {
    ...{ name: 'out-of-area', title: 'New placements out of area', version: 1 },
    ...{ kind: 'rate', unit: 'share of placements' },
    definition: 'New placements at a school outside the authority’s area.',
    population: `${COMMISSIONED}; where the school has no place on the map it is unknown.`,
    formula: 'placements out of area / placements whose area is known',
    source: 'issue: demand and gaps',
    ...{ facts: placementFacts, dated: 'started', exclusions: [SECOND, BEFORE_US] },
    of: { share: () => sql`${fact('in_area')} = 0` },
  },
  {
    ...{ name: 'placements-ended', title: 'Placements ended', version: 1 },
    ...{ kind: 'count', unit: 'placements' },
    definition:
      'Placements whose last day attended lies in the period. `endedBy` is school where the ' +
      'reason is notice by the school or permanent exclusion, or where the school had given ' +
      'notice that was not taken back.',
    population: 'Main placements that started, in every kind of setting.',
    formula: 'number of placements',
    source: 'domain §4.3; SSDA903 reasons for a change of placement',
    ...{ facts: placementFacts, dated: 'ended' },
    exclusions: [
      SECOND,
      {
        says: 'endings that only changed the terms',
        when: () => sql`${fact('ending_group')} = 'statusOnly'`,
      },
    ],
    of: { count: 'facts' },
  },
  {
    ...{ name: 'children-placed', title: 'Children placed on a day', version: 1 },
    ...{ kind: 'count', unit: 'children' },
    definition:
      'Children with a main placement on the day, by the terms in force on that day. First and ' +
      'last days attended both count.',
    population: 'Main placements that started, in every kind of setting.',
    formula: 'number of children',
    source: 'domain §3.2: the SEN2 rule for snapshots, both ends inclusive',
    ...{ facts: stayFacts, exclusions: [SECOND] },
    of: { count: 'children' },
  },
];
