import type { Happened, Placed } from '#libs/event-sourcing';
import {
  approvalsOf,
  closedBy,
  consultationsOf,
  didNotStart,
  endingOf,
  isAwaited,
  isRegistered,
  pendingAppeals,
  placementsOf,
  requestsOf,
  reviewsOf,
  type Consultation,
  type JourneyEvent,
  type JourneyState,
  type Request,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { earliest, type JourneyRows, type JourneySoFar } from './columns.js';

/** What is open on each journey that is open itself, one row each. Dates are first possible days. */
export const worklistTable = {
  name: 'worklist',
  columns: {
    open_requests: 'integer',
    requested_on: 'text or null',
    start_by: 'text or null',
    consultations_awaited: 'integer',
    awaited_since: 'text or null',
    last_chased_on: 'text or null',
    last_chased_by: 'text or null',
    open_offers: 'integer',
    offer_valid_until: 'text or null',
    next_review_on: 'text or null',
    next_review_kind: 'text or null',
    approvals_awaited: 'integer',
    approval_sought_on: 'text or null',
    pending_appeals: 'integer',
    current_placements: 'integer',
  },
  indexes: [],
} as const satisfies TableDefinition;

export type WorklistRow = RowOf<typeof worklistTable>;

/** A placement was agreed on it, and neither fell through nor failed to start. */
const isMet = (state: JourneyState, { requestId }: Request): boolean =>
  placementsOf(state).some(
    (one) =>
      one.requestId === requestId && !one.fellThrough && !didNotStart(state, one.placementId),
  );

const openRequestsOf = (state: JourneyState): readonly Request[] =>
  requestsOf(state).filter((one) => one.status === 'open' && !isMet(state, one));

type Chase = Happened<Extract<JourneyEvent, { type: 'ConsultationChased' }>>;

const isChase = (event: Placed<JourneyEvent>): event is Placed<JourneyEvent> & Chase =>
  event.type === 'ConsultationChased';

const lastChase = (
  { noted }: JourneySoFar,
  awaited: readonly Consultation[],
): Chase | undefined => {
  const ids = new Set(awaited.map(({ consultationId }) => consultationId));
  return noted
    .filter(isChase)
    .filter(({ data }) => ids.has(data.consultationId))
    .reduce<Chase | undefined>(
      (last, chase) => (last && last.occurredOn.from > chase.occurredOn.from ? last : chase),
      undefined,
    );
};

const requestColumns = (soFar: JourneySoFar) => {
  const { state } = soFar;
  const requests = openRequestsOf(state);
  const awaited = requests.flatMap(({ requestId }) =>
    consultationsOf(state, requestId).filter(isAwaited),
  );
  const chase = lastChase(soFar, awaited);
  return {
    open_requests: requests.length,
    requested_on: earliest(requests.map(({ requestedOn }) => requestedOn.from)),
    start_by: earliest(requests.map(({ startBy }) => startBy)),
    consultations_awaited: awaited.length,
    awaited_since: earliest(awaited.map(({ sentOn }) => sentOn.from)),
    last_chased_on: chase?.occurredOn.from ?? null,
    last_chased_by: chase?.actor.id ?? null,
  };
};

const offerColumns = ({ offers }: JourneyState) => {
  const open = Object.values(offers.offers).filter(({ status }) => status === 'open');
  return {
    open_offers: open.length,
    offer_valid_until: earliest(open.map(({ validUntil }) => validUntil)),
  };
};

const reviewColumns = (state: JourneyState) => {
  const [next] = reviewsOf(state)
    .filter(({ heldOn, outcome, calledOff }) => !heldOn && outcome === undefined && !calledOff)
    .sort((a, b) => (a.meetingOn + a.reviewId < b.meetingOn + b.reviewId ? -1 : 1));
  return { next_review_on: next?.meetingOn ?? null, next_review_kind: next?.kind ?? null };
};

const approvalColumns = (state: JourneyState) => {
  const sought = approvalsOf(state).filter(({ status }) => status === 'sought');
  return {
    approvals_awaited: sought.length,
    approval_sought_on: earliest(sought.map(({ soughtOn }) => soughtOn.from)),
  };
};

const currentPlacements = (state: JourneyState): number =>
  placementsOf(state).filter(
    ({ placementId, fellThrough }) =>
      !fellThrough && !didNotStart(state, placementId) && !endingOf(state, placementId),
  ).length;

const worklistRow = (soFar: JourneySoFar): WorklistRow => ({
  key: 'case',
  ...requestColumns(soFar),
  ...offerColumns(soFar.state),
  ...reviewColumns(soFar.state),
  ...approvalColumns(soFar.state),
  pending_appeals: pendingAppeals(soFar.state).length,
  current_placements: currentPlacements(soFar.state),
});

export const worklistRows: JourneyRows = {
  tables: [worklistTable],
  notes: isChase,
  dependsOn: ({ noted, state: { record, requests, offers, starts, reviews, breakdowns } }) => [
    ...[noted, record.learner !== undefined, record.closed, record.approvals, requests],
    ...[offers, starts.notStarted, reviews.reviews, reviews.appeals, breakdowns.endings],
  ],
  rows: (soFar) => ({
    worklist: isRegistered(soFar.state) && !closedBy(soFar.state) ? [worklistRow(soFar)] : [],
  }),
};
