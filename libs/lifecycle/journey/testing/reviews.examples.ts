import type { LocalDate } from '#libs/event-sourcing';
import type { GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey-events.js';
import type { JourneyCommand } from '../journey.decider.js';
import { harbour, oakfield } from './requests.examples.js';
import { placementId } from './starts.examples.js';

// The annual review of a placement at Oakfield School in the winter of 2026: amended, appealed
// against, and another school ordered by the tribunal in July.

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;
type Sent<T extends JourneyCommand['type']> = Extract<JourneyCommand, { type: T }>['data'];

const day = (text: string) => text as LocalDate;

export const reviewId = 'review-1';
export const amendmentId = 'amendment-1';
export const proposalId = 'proposal-1';
export const finalPlanId = 'final-plan-1';
export const appealId = 'appeal-1';
export const certificateId = 'certificate-1';
export const concernId = 'concern-1';

export const arrangeReview: Sent<'ArrangeReview'> = {
  kind: 'annual',
  statutory: true,
  arrangedBy: 'school',
  meetingOn: day('2026-01-14'),
  placementId,
};

export const reviewArranged: Given<'ReviewArranged'> = {
  type: 'ReviewArranged',
  occurredOn: '2025-12-10',
  data: { reviewId, ...arrangeReview, school: oakfield },
};

export const reviewRearranged: Given<'ReviewRearranged'> = {
  type: 'ReviewRearranged',
  occurredOn: '2025-12-17',
  data: { reviewId, meetingOn: day('2026-01-21'), cause: 'family' },
};

export const reviewCalledOff: Given<'ReviewCalledOff'> = {
  type: 'ReviewCalledOff',
  occurredOn: '2025-12-18',
  data: { reviewId, cause: 'illness' },
};

export const papersCirculated: Given<'ReviewPapersCirculated'> = {
  type: 'ReviewPapersCirculated',
  occurredOn: '2025-12-19',
  data: { reviewId },
};

export const holdReviewMeeting: Sent<'HoldReviewMeeting'> = {
  reviewId,
  attended: ['learner', 'parent', 'school', 'authority'],
  childViewsHeard: true,
  parentViewsHeard: true,
  parentalConfidence: 2,
  outcomes: [{ outcomeId: 'outcome-1', rating: 'onTrack' }],
};

export const meetingHeld: Given<'ReviewMeetingHeld'> = {
  type: 'ReviewMeetingHeld',
  occurredOn: '2026-01-14',
  data: {
    reviewId,
    attended: ['learner', 'parent', 'school', 'authority'],
    childViewsHeard: true,
    parentViewsHeard: true,
    parentalConfidence: 2,
    outcomes: [{ outcomeId: 'outcome-1', rating: 'onTrack' }],
  },
};

export const reportReceived: Given<'ReviewReportReceived'> = {
  type: 'ReviewReportReceived',
  occurredOn: '2026-01-28',
  data: { reviewId },
};

export const decidedToAmend: Given<'ReviewDecisionNotified'> = {
  type: 'ReviewDecisionNotified',
  occurredOn: '2026-02-09',
  data: { reviewId, outcome: 'amend' },
};

export const noticeSent: Given<'AmendmentNoticeSent'> = {
  type: 'AmendmentNoticeSent',
  occurredOn: '2026-02-09',
  data: { amendmentId, reviewId, sections: ['F', 'I'] },
};

/** The family asks for a school without a duty to admit. */
export const representations: Given<'RepresentationsReceived'> = {
  type: 'RepresentationsReceived',
  occurredOn: '2026-02-20',
  data: { amendmentId, requestedSchool: harbour, asksForMeeting: false },
};

export const notAmended: Given<'AmendmentNotMade'> = {
  type: 'AmendmentNotMade',
  occurredOn: '2026-04-01',
  data: { amendmentId },
};

export const ceaseProposed: Given<'CeaseProposed'> = {
  type: 'CeaseProposed',
  occurredOn: '2026-02-09',
  data: { proposalId, reviewId, reason: 'needsMet' },
};

/** Oakfield School stays named. */
export const finalPlanIssued: Given<'FinalPlanIssued'> = {
  type: 'FinalPlanIssued',
  occurredOn: '2026-04-01',
  data: {
    finalPlanId,
    because: 'review',
    amendmentId,
    sectionI: { kind: 'schools', schools: [oakfield], types: [] },
    appealRightSentOn: day('2026-04-01'),
    learner: {},
  },
};

export const certificateIssued: Given<'MediationCertificateIssued'> = {
  type: 'MediationCertificateIssued',
  occurredOn: '2026-05-05',
  data: { certificateId, mediation: 'notPursued', against: 'contents', finalPlanId },
};

export const registerAppeal: Sent<'RegisterAppeal'> = {
  against: 'contents',
  finalPlanId,
  sections: ['F', 'I'],
  ref: 'EH886/26/00001',
};

export const appealRegistered: Given<'AppealRegistered'> = {
  type: 'AppealRegistered',
  occurredOn: '2026-05-11',
  data: {
    appealId,
    against: 'contents',
    finalPlanId,
    sections: ['F', 'I'],
    ref: 'EH886/26/00001',
  },
};

export const appealConceded: Given<'AppealConceded'> = {
  type: 'AppealConceded',
  occurredOn: '2026-06-15',
  data: { appealId },
};

export const appealWithdrawn: Given<'AppealWithdrawn'> = {
  type: 'AppealWithdrawn',
  occurredOn: '2026-06-15',
  data: { appealId },
};

/** Harbour House is to be named. */
export const tribunalDecided: Given<'TribunalDecided'> = {
  type: 'TribunalDecided',
  occurredOn: '2026-07-06',
  receivedOn: day('2026-07-08'),
  data: {
    appealId,
    outcome: 'allowed',
    orders: [{ kind: 'amendNamedSchool', school: harbour, directedBy: day('2026-07-20') }],
  },
};

export const attendanceReturned: Given<'AttendanceReturned'> = {
  type: 'AttendanceReturned',
  occurredOn: '2026-01-05',
  data: {
    placementId,
    schoolYear: 2025,
    halfTerm: 'autumn2',
    possible: 70,
    attended: 63,
    byCode: [
      { code: '/', sessions: 32 },
      { code: '\\', sessions: 31 },
      { code: 'I', sessions: 7 },
    ],
  },
};

export const concernRaised: Given<'ConcernRaised'> = {
  type: 'ConcernRaised',
  occurredOn: '2026-03-02',
  data: { concernId, placementId, kind: 'incident', severity: 'high', raisedBy: 'family' },
};

export const concernCleared: Given<'ConcernCleared'> = {
  type: 'ConcernCleared',
  occurredOn: '2026-03-23',
  data: { concernId },
};
