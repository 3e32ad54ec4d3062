import type { OccurredOn } from '#libs/event-sourcing';
import {
  consultationsOf,
  didNotStart,
  offersOf,
  placementsOf,
  preferencesOf,
  referralsOf,
  requestsOf,
  startOf,
  type JourneyState,
  type Placement,
  type Request,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { flag, interval, intervalColumns, orNull, type JourneyRows } from '../columns.js';
import {
  daysFrom,
  firstOf,
  learnerCells,
  learnerColumns,
  mainPlacementOn,
} from './fact-columns.js';

/** Every placement request, with how far it came; `key` is its id. */
export const requestsTable = {
  name: 'requests',
  columns: {
    reason: 'text',
    sought: 'text',
    boarding: 'text',
    decided_type: 'text or null',
    status: 'text',
    /** The category of the placement held when it was asked for, or `none`. */
    came_from: 'text',
    preference: 'text or null',
    preference_outcome: 'text or null',
    ...intervalColumns('requested'),
    ...intervalColumns('withdrawn'),
    /** The first advice of a panel on the type of setting that was its last word. */
    ...intervalColumns('panel'),
    panel_advice: 'text or null',
    ...intervalColumns('consulted'),
    ...intervalColumns('offered'),
    ...intervalColumns('agreed'),
    ...intervalColumns('started'),
    placed_category: 'text or null',
    placed_in_area: 'integer or null',
    consultations: 'integer',
    answers: 'integer',
    refusals: 'integer',
    offers: 'integer',
    days_to_offer: 'integer or null',
    days_to_agreement: 'integer or null',
    days_to_start: 'integer or null',
    days_panel_to_start: 'integer or null',
    ...learnerColumns,
  },
  indexes: [],
} as const satisfies TableDefinition;

const placementFor = (state: JourneyState, { requestId }: Request): Placement | undefined =>
  placementsOf(state).find(
    (one) =>
      one.requestId === requestId &&
      one.rank === 'main' &&
      !one.fellThrough &&
      !didNotStart(state, one.placementId),
  );

const statusOf = (request: Request, placement: Placement | undefined, start: unknown): string => {
  if (start) return 'started';
  if (placement) return 'agreed';
  return request.status;
};

/** What a panel on the type of setting said first that was not a deferral. */
const panelCells = (state: JourneyState, { requestId }: Request) => {
  const advised = referralsOf(state)
    .filter((one) => one.requestId === requestId && one.panel === 'setting' && one.advisedOn)
    .reduce<ReturnType<typeof referralsOf>[number] | undefined>(
      (first, one) => (first && day(first.advisedOn) <= day(one.advisedOn) ? first : one),
      undefined,
    );
  return { advisedOn: advised?.advisedOn, advice: orNull(advised?.recommendation) };
};

const day = (on: OccurredOn | undefined): string => on?.from ?? '';

const schoolsAsked = (state: JourneyState, { requestId }: Request) => {
  const consulted = consultationsOf(state, requestId);
  const offers = offersOf(state).filter((one) => one.requestId === requestId);
  return {
    consultedOn: firstOf(consulted.map(({ sentOn }) => sentOn)),
    offeredOn: firstOf(offers.map(({ receivedOn }) => receivedOn)),
    counts: {
      consultations: consulted.length,
      answers: consulted.filter(({ outcome }) => outcome !== undefined).length,
      refusals: consulted.filter(({ outcome }) => isRefusal(outcome)).length,
      offers: offers.length,
    },
  };
};

/** A school that cannot, or has no place. */
export const isRefusal = (outcome: string | undefined): boolean =>
  outcome === 'cannot' || outcome === 'noPlace';

const preferenceCells = (state: JourneyState, { requestId }: Request) => {
  const [first] = preferencesOf(state).filter((one) => one.requestId === requestId);
  return { preference: orNull(first?.basis), preference_outcome: orNull(first?.outcome) };
};

const placedCells = (placement: Placement | undefined, startedOn: OccurredOn | undefined) => ({
  ...interval('agreed', placement?.agreedOn),
  ...interval('started', startedOn),
  placed_category: orNull(placement?.school.category),
  placed_in_area: flag(placement?.school.inArea),
});

const requestRow = (state: JourneyState, request: Request): RowOf<typeof requestsTable> => {
  const { requestId, requestedOn } = request;
  const placement = placementFor(state, request);
  const startedOn = placement && startOf(state, placement.placementId)?.startedOn;
  const { consultedOn, offeredOn, counts } = schoolsAsked(state, request);
  const { advisedOn, advice } = panelCells(state, request);
  return {
    key: requestId,
    reason: request.reasonCode,
    sought: request.settingTypes.join('|'),
    boarding: request.boarding,
    decided_type: orNull(request.decidedType?.settingType),
    status: statusOf(request, placement, startedOn),
    came_from: mainPlacementOn(state, requestedOn.from)?.school.category ?? 'none',
    ...preferenceCells(state, request),
    ...interval('requested', requestedOn),
    ...interval('withdrawn', request.withdrawnOn),
    ...interval('panel', advisedOn),
    panel_advice: advice,
    ...interval('consulted', consultedOn),
    ...interval('offered', offeredOn),
    ...placedCells(placement, startedOn),
    ...counts,
    days_to_offer: daysFrom(requestedOn, offeredOn),
    days_to_agreement: daysFrom(requestedOn, placement?.agreedOn),
    days_to_start: daysFrom(requestedOn, startedOn),
    days_panel_to_start: daysFrom(advisedOn, startedOn),
    ...learnerCells(state, requestedOn.from),
  };
};

export const requestRows: JourneyRows = {
  tables: [requestsTable],
  dependsOn: ({ state: { requests, offers, starts, breakdowns, record } }) => [
    ...[requests, offers, starts.started, starts.notStarted, breakdowns.endings],
    ...[record.learner, record.addresses],
  ],
  rows: ({ state }) => ({
    requests: requestsOf(state).map((request) => requestRow(state, request)),
  }),
};
