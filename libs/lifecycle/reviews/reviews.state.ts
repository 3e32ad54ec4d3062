import { change, put, type Evolve } from '../shared-kernel/index.js';
import type { AppealsEvent } from './appeals.events.js';
import type {
  Amendment,
  Appeal,
  CeaseProposal,
  FinalPlan,
  Return,
  Returned,
  Review,
  ReviewsPart,
} from './entities.state.js';
import type { MeetingsEvent } from './meetings.events.js';
import type { PlansEvent } from './plans.events.js';
import type { ReturnsEvent } from './returns.events.js';
import type { ReviewsEvent } from './reviews.events.js';

export type * from './entities.state.js';

export const initialReviews: ReviewsPart = {
  reviews: {},
  amendments: {},
  proposals: {},
  plans: {},
  finalPlanInForce: undefined,
  appeals: {},
  certificates: {},
  returns: {},
  concerns: {},
};

const changeReview = (part: ReviewsPart, id: string, by: Partial<Review>): ReviewsPart => ({
  ...part,
  reviews: change(part.reviews, id, by),
});

const changeAppeal = (part: ReviewsPart, id: string, by: Partial<Appeal>): ReviewsPart => ({
  ...part,
  appeals: change(part.appeals, id, by),
});

const evolveMeetings: Evolve<ReviewsPart, MeetingsEvent> = {
  ReviewArranged: (part, { data, occurredOn }) => ({
    ...part,
    reviews: put(part.reviews, data.reviewId, {
      reviewId: data.reviewId,
      kind: data.kind,
      statutory: data.statutory,
      placementId: data.placementId,
      school: data.school,
      arrangedOn: occurredOn,
      meetingOn: data.meetingOn,
      calledOff: undefined,
      papersOn: undefined,
      heldOn: undefined,
      meeting: undefined,
      reportOn: undefined,
      outcome: undefined,
      notifiedOn: undefined,
    }),
  }),
  ReviewRearranged: (part, { data: { reviewId, meetingOn } }) =>
    changeReview(part, reviewId, { meetingOn, calledOff: undefined }),
  ReviewCalledOff: (part, { data: { reviewId, cause }, occurredOn }) =>
    changeReview(part, reviewId, { calledOff: { on: occurredOn, cause } }),
  ReviewPapersCirculated: (part, { data, occurredOn }) =>
    changeReview(part, data.reviewId, { papersOn: occurredOn }),
  ReviewMeetingHeld: (part, { data, occurredOn }) => {
    const { reviewId, childViews: _c, parentViews: _p, ...meeting } = data;
    return changeReview(part, reviewId, { heldOn: occurredOn, meeting });
  },
  ReviewReportReceived: (part, { data, occurredOn }) =>
    changeReview(part, data.reviewId, { reportOn: occurredOn }),
  ReviewDecisionNotified: (part, { data: { reviewId, outcome }, occurredOn }) =>
    changeReview(part, reviewId, { outcome, notifiedOn: occurredOn }),
};

const evolvePlans: Evolve<ReviewsPart, PlansEvent> = {
  CeaseProposed: (part, { data: { proposalId, reviewId, reason }, occurredOn }) => ({
    ...part,
    proposals: put(part.proposals, proposalId, {
      proposalId,
      reviewId,
      reason,
      proposedOn: occurredOn,
    }),
  }),
  AmendmentNoticeSent: (part, { data: { amendmentId, reviewId }, occurredOn }) => ({
    ...part,
    amendments: put(part.amendments, amendmentId, {
      amendmentId,
      reviewId,
      noticeOn: occurredOn,
      representations: 0,
      status: 'proposed',
      concludedOn: undefined,
    }),
  }),
  RepresentationsReceived: (part, { data }) => ({
    ...part,
    amendments: change(part.amendments, data.amendmentId, (amendment) => ({
      ...amendment,
      representations: amendment.representations + 1,
    })),
  }),
  AmendmentNotMade: (part, { data, occurredOn }) => ({
    ...part,
    amendments: change(part.amendments, data.amendmentId, {
      status: 'notMade',
      concludedOn: occurredOn,
    }),
  }),
  FinalPlanIssued: (part, { data, occurredOn }) => {
    const { learner: _learner, ...issued } = data;
    const made: Partial<Amendment> = { status: 'made', concludedOn: occurredOn };
    const plan: FinalPlan = {
      ...issued,
      amendmentId: data.amendmentId,
      appealId: data.appealId,
      appealRightSentOn: data.appealRightSentOn,
      issuedOn: occurredOn,
    };
    return {
      ...part,
      plans: put(part.plans, data.finalPlanId, plan),
      finalPlanInForce: data.finalPlanId,
      amendments:
        data.amendmentId === undefined
          ? part.amendments
          : change(part.amendments, data.amendmentId, made),
    };
  },
};

const evolveAppeals: Evolve<ReviewsPart, AppealsEvent> = {
  AppealRegistered: (part, { data, occurredOn }) => ({
    ...part,
    appeals: put(part.appeals, data.appealId, {
      appealId: data.appealId,
      against: data.against,
      finalPlanId: data.finalPlanId,
      reviewId: data.reviewId,
      sections: data.sections,
      ref: data.ref,
      registeredOn: occurredOn,
      status: 'registered',
      concludedOn: undefined,
      decided: undefined,
    }),
  }),
  MediationCertificateIssued: (part, { data, occurredOn }) => ({
    ...part,
    certificates: put(part.certificates, data.certificateId, {
      certificateId: data.certificateId,
      mediation: data.mediation,
      against: data.against,
      finalPlanId: data.finalPlanId,
      reviewId: data.reviewId,
      appealId: data.appealId,
      issuedOn: occurredOn,
    }),
  }),
  AppealConceded: (part, { data, occurredOn }) =>
    changeAppeal(part, data.appealId, { status: 'conceded', concludedOn: occurredOn }),
  AppealWithdrawn: (part, { data, occurredOn }) =>
    changeAppeal(part, data.appealId, { status: 'withdrawn', concludedOn: occurredOn }),
  TribunalDecided: (part, { data: { appealId, outcome, orders }, occurredOn }) =>
    changeAppeal(part, appealId, {
      status: 'decided',
      concludedOn: occurredOn,
      decided: { outcome, orders },
    }),
};

const keepReturn = (
  part: ReviewsPart,
  event: Returned & Pick<Return & { occurredOn: Return['returnedOn'] }, 'occurredOn'>,
): ReviewsPart => ({
  ...part,
  returns: put(part.returns, returnKey(event), { returnedOn: event.occurredOn, data: event.data }),
});

/** What a return is about; a later one with the same key replaces it. */
export const returnKey = ({ type, data }: Returned): string => {
  const period = 'halfTerm' in data ? data.halfTerm : data.term;
  return [type, data.placementId, data.schoolYear, period].join(' ');
};

const evolveReturns: Evolve<ReviewsPart, ReturnsEvent> = {
  AttendanceReturned: keepReturn,
  OutcomesReturned: keepReturn,
  IncidentsReturned: keepReturn,
  SatisfactionReturned: keepReturn,
  ConcernRaised: (part, { data, occurredOn }) => ({
    ...part,
    concerns: put(part.concerns, data.concernId, {
      concernId: data.concernId,
      placementId: data.placementId,
      kind: data.kind,
      severity: data.severity,
      raisedOn: occurredOn,
      clearedOn: undefined,
    }),
  }),
  ConcernCleared: (part, { data, occurredOn }) => ({
    ...part,
    concerns: change(part.concerns, data.concernId, { clearedOn: occurredOn }),
  }),
};

export const evolveReviews: Evolve<ReviewsPart, ReviewsEvent> = {
  ...evolveMeetings,
  ...evolvePlans,
  ...evolveAppeals,
  ...evolveReturns,
};

type Journey = Readonly<{ reviews: ReviewsPart }>;

export const reviewOf = ({ reviews }: Journey, id: string) => reviews.reviews[id];

export const reviewsOf = ({ reviews }: Journey): readonly Review[] =>
  Object.values(reviews.reviews);

export const amendmentOf = ({ reviews }: Journey, id: string) => reviews.amendments[id];

export const finalPlanOf = ({ reviews }: Journey, id: string) => reviews.plans[id];

export const finalPlansOf = ({ reviews }: Journey): readonly FinalPlan[] =>
  Object.values(reviews.plans);

/** The final plan issued last, as far as one is recorded here. */
export const finalPlanInForce = ({ reviews }: Journey): FinalPlan | undefined =>
  reviews.finalPlanInForce === undefined ? undefined : reviews.plans[reviews.finalPlanInForce];

export const appealOf = ({ reviews }: Journey, id: string) => reviews.appeals[id];

/** Registered, and neither conceded, withdrawn nor decided. */
export const pendingAppeals = ({ reviews }: Journey): readonly Appeal[] =>
  Object.values(reviews.appeals).filter(({ status }) => status === 'registered');

export const certificatesOf = ({ reviews }: Journey) => Object.values(reviews.certificates);

export const concernOf = ({ reviews }: Journey, id: string) => reviews.concerns[id];

export const ceaseProposalOf = ({ reviews }: Journey, id: string) => reviews.proposals[id];

/** Every proposal to cease the plan, the newest last. */
export const ceaseProposalsOf = ({ reviews }: Journey): readonly CeaseProposal[] =>
  Object.values(reviews.proposals).sort((a, b) =>
    a.proposedOn.from + a.proposalId < b.proposedOn.from + b.proposalId ? -1 : 1,
  );

export const returnOf = ({ reviews }: Journey, returned: Returned): Return | undefined =>
  reviews.returns[returnKey(returned)];
