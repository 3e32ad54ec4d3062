import type { LocalDate } from '#libs/event-sourcing';
import {
  didNotStart,
  endingGroup,
  endingOf,
  learnerOf,
  notStartedOn,
  pencePerYear,
  placementsOf,
  plannedStartOf,
  startOf,
  termsOn,
  type JourneyState,
  type Placement,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { flag, interval, intervalColumns, orNull, type JourneyRows } from './columns.js';

/** Every placement that was ever agreed, one row each; `key` is the placement's id. */
export const registerTable = {
  name: 'register',
  columns: {
    status: 'text',
    provider_id: 'text or null',
    urn: 'text or null',
    school: 'text',
    category: 'text',
    section41: 'integer or null',
    in_area: 'integer or null',
    rank: 'text',
    basis: 'text',
    ...intervalColumns('agreed'),
    planned_start: 'text or null',
    ...intervalColumns('started'),
    funded_from: 'text or null',
    ...intervalColumns('ended'),
    place_ended_on: 'text or null',
    funded_until: 'text or null',
    ending_reason: 'text or null',
    ending_group: 'text or null',
    /** As they stand after every change decided so far, also where it applies only later. */
    route: 'text',
    weeks: 'integer',
    residential: 'integer',
    price_pence: 'integer',
    terms_from: 'text or null',
    request_id: 'text or null',
    need: 'text or null',
    cohort: 'integer or null',
  },
  indexes: [
    { columns: ['urn', 'stream', 'row_key'], current: true },
    { columns: ['status', 'stream', 'row_key'], current: true },
  ],
} as const satisfies TableDefinition;

export type RegisterRow = RowOf<typeof registerTable>;
export type PlacementStatus = 'agreed' | 'started' | 'ended' | 'fellThrough' | 'didNotStart';

const statusOf = (journey: JourneyState, placement: Placement): PlacementStatus => {
  const { placementId, fellThrough } = placement;
  if (endingOf(journey, placementId)) return 'ended';
  if (startOf(journey, placementId)) return 'started';
  if (fellThrough) return 'fellThrough';
  return didNotStart(journey, placementId) ? 'didNotStart' : 'agreed';
};

const END_OF_TIME = '2199-12-31' as LocalDate;

const termsColumns = (journey: JourneyState, { placementId, ...agreed }: Placement) => {
  const terms = termsOn(journey, placementId, END_OF_TIME) ?? agreed;
  return {
    route: terms.route,
    weeks: terms.weeksPerYear,
    residential: Number(terms.residential),
    price_pence: pencePerYear(terms.lines),
    terms_from: ('effectiveFrom' in terms ? terms.effectiveFrom : undefined) ?? null,
  };
};

const endingColumns = (journey: JourneyState, placementId: string) => {
  const ending = endingOf(journey, placementId);
  return {
    ...interval('ended', ending?.endedOn ?? notStartedOn(journey, placementId)),
    place_ended_on: ending?.placeEndedOn ?? null,
    funded_until: ending?.fundedUntil ?? null,
    ending_reason: ending?.reasonCode ?? null,
    ending_group: ending ? endingGroup(ending.reasonCode, ending) : null,
  };
};

const registerRow = (journey: JourneyState, placement: Placement): RegisterRow => {
  const { placementId, school } = placement;
  const start = startOf(journey, placementId);
  const learner = learnerOf(journey);
  return {
    key: placementId,
    status: statusOf(journey, placement),
    provider_id: orNull(school.providerId),
    urn: orNull(school.urn),
    school: school.name,
    category: school.category,
    section41: flag(school.section41),
    in_area: flag(school.inArea),
    rank: placement.rank,
    basis: placement.basis,
    ...interval('agreed', placement.agreedOn),
    planned_start: orNull(plannedStartOf(journey, placementId) ?? placement.expectedStartOn),
    ...interval('started', start?.startedOn),
    funded_from: orNull(start?.fundedFrom ?? start?.startedOn.from),
    ...endingColumns(journey, placementId),
    ...termsColumns(journey, placement),
    request_id: orNull(placement.requestId),
    need: orNull(learner?.primaryNeed),
    cohort: orNull(learner?.cohort),
  };
};

export const registerRows: JourneyRows = {
  tables: [registerTable],
  dependsOn: ({ state: { offers, starts, breakdowns, record } }) => [
    ...[offers.placements, starts, breakdowns.endings, record.learner],
  ],
  rows: ({ state }) => ({
    register: placementsOf(state).map((placement) => registerRow(state, placement)),
  }),
};
