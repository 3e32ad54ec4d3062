import { closedBy, homeOf, learnerOf, restrictionOf } from '#libs/lifecycle';
import type { TableDefinition, RowOf } from '#libs/projections';
import { orNull, type JourneyRows, type JourneySoFar } from './columns.js';

/** One row per journey: what every list about it needs. `seen_by` reads `|id|id|`. */
export const journeysTable = {
  name: 'journeys',
  columns: {
    need: 'text or null',
    cohort: 'integer or null',
    district: 'text or null',
    authority: 'text or null',
    restriction: 'text or null',
    seen_by: 'text or null',
    closed: 'text or null',
  },
  indexes: [{ columns: ['restriction', 'stream'], current: true }],
} as const satisfies TableDefinition;

/** Those who alone may see a restricted record, in one column. */
export const seenBy = (people: readonly string[]): string => `|${people.join('|')}|`;

const journeyRow = ({ state }: JourneySoFar): RowOf<typeof journeysTable> => {
  const learner = learnerOf(state);
  const restriction = restrictionOf(state);
  return {
    key: 'journey',
    need: orNull(learner?.primaryNeed),
    cohort: orNull(learner?.cohort),
    district: orNull(homeOf(state)?.district),
    authority: orNull(learner?.responsibleAuthority),
    restriction: orNull(restriction?.level),
    seen_by: restriction ? seenBy(restriction.people) : null,
    closed: orNull(closedBy(state)?.because),
  };
};

export const journeysRows: JourneyRows = {
  tables: [journeysTable],
  dependsOn: ({ state: { record } }) => [
    ...[record.learner, record.addresses, record.restriction, record.closed],
  ],
  rows: (soFar) => ({ journeys: [journeyRow(soFar)] }),
};
