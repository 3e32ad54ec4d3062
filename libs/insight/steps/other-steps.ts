import type { LocalDate } from '#libs/event-sourcing';
import {
  agreementsOf,
  approvalsOf,
  AWAITED,
  cessationOf,
  consultationsOf,
  didNotStart,
  endingOf,
  finalPlansOf,
  isInmss,
  offersOf,
  openNoticeOf,
  placementsOf,
  plannedStartOf,
  plansOf,
  requestsOf,
  restrictionOf,
  startOf,
  transfersOut,
  type JourneyState,
  type Placement,
} from '#libs/lifecycle';
import type { OtherStep } from './steps.js';

/** Something to be done next, that no statutory clock asks for. */
export type OpenStep = Readonly<{
  code: OtherStep;
  due: LocalDate | undefined;
  about: Readonly<{ kind: string; id: string; school?: string | undefined }> | undefined;
}>;

const goesAhead = (state: JourneyState, { placementId, fellThrough }: Placement): boolean =>
  !fellThrough && !didNotStart(state, placementId);

const isCurrent = (state: JourneyState, placement: Placement): boolean =>
  goesAhead(state, placement) && !endingOf(state, placement.placementId);

const openRequests = (state: JourneyState) =>
  requestsOf(state).filter(
    ({ status, requestId }) =>
      status === 'open' &&
      !placementsOf(state).some((one) => one.requestId === requestId && goesAhead(state, one)),
  );

const requestSteps = (state: JourneyState): readonly OpenStep[] =>
  openRequests(state)
    .filter(({ requestId }) =>
      consultationsOf(state, requestId).every(({ withdrawnOn }) => withdrawnOn !== undefined),
    )
    .map(({ requestId, startBy }) => ({
      code: 'consult',
      due: startBy,
      about: { kind: 'request', id: requestId },
    }));

const offerSteps = (state: JourneyState): readonly OpenStep[] =>
  offersOf(state)
    .filter(({ status }) => status === 'open')
    .map(({ offerId, validUntil, school }) => ({
      code: 'decideOffer',
      due: validUntil,
      about: { kind: 'offer', id: offerId, school: school.name },
    }));

const approvalSteps = (state: JourneyState): readonly OpenStep[] =>
  approvalsOf(state)
    .filter(({ status }) => status === 'sought')
    .map(({ approvalId, askedFrom }) => ({
      code: 'decideApproval',
      due: askedFrom,
      about: { kind: 'approval', id: approvalId },
    }));

const isSigned = (state: JourneyState, placementId: string): boolean =>
  agreementsOf(state, placementId).some(
    ({ signedOn }) => signedOn.authority !== undefined && signedOn.provider !== undefined,
  );

const plannedFor = (state: JourneyState, { placementId, expectedStartOn }: Placement) =>
  plannedStartOf(state, placementId) ?? expectedStartOn;

const startSteps = (state: JourneyState, placement: Placement): readonly OpenStep[] => {
  const { placementId, school } = placement;
  if (startOf(state, placementId)) return [];
  const due = plannedFor(state, placement);
  const about = { kind: 'placement', id: placementId, school: school.name };
  return [{ code: due === undefined ? 'fixStart' : 'recordStart', due, about }];
};

const agreementSteps = (state: JourneyState, placement: Placement): readonly OpenStep[] => {
  const { placementId, school } = placement;
  if (!isInmss(school) || isSigned(state, placementId)) return [];
  const due = startOf(state, placementId)?.startedOn.from ?? plannedFor(state, placement);
  const about = { kind: 'placement', id: placementId, school: school.name };
  return [{ code: 'signAgreement', due, about }];
};

const noticeSteps = (state: JourneyState, placement: Placement): readonly OpenStep[] => {
  const { placementId, school } = placement;
  const notice = openNoticeOf(state, placementId);
  const about = { kind: 'placement', id: placementId, school: school.name };
  return notice ? [{ code: 'planNoticeEnd', due: notice.expiresOn, about }] : [];
};

const placementSteps = (state: JourneyState, placement: Placement): readonly OpenStep[] => [
  ...startSteps(state, placement),
  ...agreementSteps(state, placement),
  ...noticeSteps(state, placement),
];

const endingSteps = (state: JourneyState): readonly OpenStep[] =>
  Object.values(state.breakdowns.endings)
    .filter(({ reasonCode }) => reasonCode === AWAITED)
    .map(({ placementId }) => ({
      code: 'settleEnding',
      due: undefined,
      about: { kind: 'placement', id: placementId },
    }));

const restrictionSteps = (state: JourneyState): readonly OpenStep[] => {
  const reviewOn = restrictionOf(state)?.reviewOn;
  return reviewOn === undefined
    ? []
    : [{ code: 'reviewRestriction', due: reviewOn, about: undefined }];
};

const maintainsPlan = (state: JourneyState): boolean =>
  (finalPlansOf(state).length > 0 || plansOf(state).some(({ planMadeOn }) => planMadeOn)) &&
  cessationOf(state) === undefined &&
  transfersOut(state).length === 0;

const unplacedSteps = (state: JourneyState): readonly OpenStep[] =>
  maintainsPlan(state) &&
  openRequests(state).length === 0 &&
  !placementsOf(state).some((one) => isCurrent(state, one))
    ? [{ code: 'seekPlace', due: undefined, about: undefined }]
    : [];

/** What is open on a case beside its clocks, in no particular order. */
export const otherSteps = (state: JourneyState): readonly OpenStep[] => [
  ...unplacedSteps(state),
  ...requestSteps(state),
  ...offerSteps(state),
  ...approvalSteps(state),
  ...placementsOf(state)
    .filter((one) => isCurrent(state, one))
    .flatMap((one) => placementSteps(state, one)),
  ...endingSteps(state),
  ...restrictionSteps(state),
];

/** The parts of a state that {@link otherSteps} looks at. */
export const stepsDependOn = ({
  record,
  requests,
  offers,
  starts,
  reviews,
  transitions,
  breakdowns,
}: JourneyState): readonly unknown[] => [
  ...[record.learner === undefined, record.closed, record.approvals, record.restriction],
  ...[record.plans, requests.requests, requests.consultations, offers, starts.agreements],
  ...[starts.planned, starts.started, starts.notStarted, reviews.plans],
  ...[transitions.ceased, transitions.transfersOut, breakdowns.endings, breakdowns.notices],
];
