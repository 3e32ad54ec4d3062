import { sql } from 'kysely';
import { fact } from './expression.js';
import { placementFacts } from './facts/placements.js';
import type { Measure } from './measure.js';

/** New, ended and paid placements. */
export const placementMeasures: readonly Measure[] = [
  {
    name: 'placements-started',
    title: 'Placements started',
    version: 1,
    kind: 'count',
    unit: 'placements',
    definition: 'Placements whose first day attended lies in the period.',
    population: 'Main placements, in every kind of setting.',
    formula: 'number of placements',
    source: 'design §5; catalogue: PlacementStarted',
    facts: placementFacts,
    dated: 'started',
    exclusions: [
      { says: 'second placements beside a main one', when: () => sql`${fact('rank')} = 'dual'` },
    ],
    of: { count: 'facts' },
  },
];
