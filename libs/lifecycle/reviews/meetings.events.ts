import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, flag, id, localDate, schoolSnapshot, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const reviewKinds = [
  ...['annual', 'early', 'phase', 'under5', 'transferIn', 'settlingIn'],
] as const;
export const reviewArrangers = ['school', 'authority', 'other'] as const;
export const rearrangedCauses = [
  ...['family', 'school', 'authority', 'professional', 'illness', 'weather', 'other'],
] as const;
export const calledOffCauses = [
  ...['superseded', 'planCeased', 'movedAway', 'arrangedInError'],
  ...['family', 'school', 'authority', 'professional', 'illness', 'other'],
] as const;
export const reviewAttendees = [
  ...['learner', 'parent', 'advocate', 'school', 'authority', 'health', 'socialCare'],
  ...['educationalPsychologist', 'therapist', 'nextSchool', 'other'],
] as const;
export const outcomeRatings = ['achieved', 'onTrack', 'notOnTrack', 'notRated'] as const;
export const reviewDecisions = ['maintain', 'amend', 'cease'] as const;

/** How far an outcome of the plan has been reached; the outcome is known by its id in the plan. */
export const ratedOutcome = z.strictObject({ outcomeId: id, rating: code(outcomeRatings) });

export const meetingsCatalogue = {
  ReviewArranged: event({
    storedAs: 'review-arranged',
    meaning: 'A review of the plan was called, and those invited were told the day.',
    occurs: 'the day those invited were told',
    rank: 600,
    follows: [['placementId', 'PlacementAgreed']],
    data: {
      reviewId: id,
      kind: code(reviewKinds),
      /** Under section 44, so that the rules on notice and on the decision apply. */
      statutory: flag,
      arrangedBy: code(reviewArrangers),
      meetingOn: localDate,
      placementId: id.optional(),
      /** Of the placement reviewed. */
      school: schoolSnapshot.optional(),
    },
  }),
  ReviewRearranged: event({
    storedAs: 'review-rearranged',
    meaning: 'The meeting of a review was moved to another day.',
    occurs: 'the day those invited were told the new day',
    rank: 605,
    follows: [['reviewId', 'ReviewArranged']],
    data: { reviewId: id, meetingOn: localDate, cause: code(rearrangedCauses) },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
  ReviewCalledOff: event({
    storedAs: 'review-called-off',
    meaning: 'A review that was arranged will not be held, and no other day was set for it.',
    occurs: 'the day those invited were told',
    rank: 607,
    follows: [['reviewId', 'ReviewArranged']],
    data: { reviewId: id, cause: code(calledOffCauses) },
    personal: { explanation: text().optional() },
    about: 'learner and others',
  }),
  ReviewPapersCirculated: event({
    storedAs: 'review-papers-circulated',
    meaning: 'The advice and information gathered for a review went to all who are invited.',
    occurs: 'the day the last of them was sent',
    rank: 610,
    follows: [['reviewId', 'ReviewArranged']],
    data: { reviewId: id },
  }),
  ReviewMeetingHeld: event({
    storedAs: 'review-meeting-held',
    meaning: 'The meeting of a review took place.',
    occurs: 'the day of the meeting',
    rank: 615,
    follows: [['reviewId', 'ReviewArranged']],
    data: {
      reviewId: id,
      attended: z.array(code(reviewAttendees)).max(20).readonly(),
      /** Whether views were heard is counted; what they are is personal. */
      childViewsHeard: flag,
      parentViewsHeard: flag,
      /** How confident the parent is in the placement: 1 (not at all) to 5 (wholly). */
      parentalConfidence: z.int().min(1).max(5).optional(),
      outcomes: z.array(ratedOutcome).max(100).readonly(),
    },
    personal: { childViews: text().optional(), parentViews: text().optional() },
    about: 'learner and others',
  }),
  ReviewReportReceived: event({
    storedAs: 'review-report-received',
    meaning: 'The report of the review meeting reached the authority.',
    occurs: 'the day the report arrived',
    rank: 620,
    follows: [['reviewId', 'ReviewArranged', 'ReviewMeetingHeld']],
    data: { reviewId: id },
  }),
  ReviewDecisionNotified: event({
    storedAs: 'review-decision-notified',
    meaning: 'The authority told the family its decision after the review; the review is complete.',
    occurs: 'the day the decision was sent',
    rank: 625,
    follows: [['reviewId', 'ReviewArranged', 'ReviewMeetingHeld']],
    data: { reviewId: id, outcome: code(reviewDecisions) },
    personal: { reasons: text().optional() },
  }),
} as const satisfies Catalogue;

export type MeetingsEvent = EventsOf<typeof meetingsCatalogue>;
