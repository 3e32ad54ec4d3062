import { event, type Catalogue } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, learnerSnapshot, localDate, text } from '../shared-kernel/index.js';
import { AWAITED, endingReasons } from './ending-reasons.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const preventability = ['yes', 'partly', 'no', 'unclear'] as const;
export const learningThemes = [
  ...['earlierReview', 'schoolMatch', 'preparation', 'therapy', 'staffing', 'training'],
  ...['informationSharing', 'familySupport', 'transport', 'distance', 'other'],
] as const;
export const safetyTriggers = [
  ...['inspection', 'allegation', 'incident', 'statusChange', 'concern', 'other'],
] as const;
export const safetyOutcomes = ['stay', 'stayWithPlan', 'move'] as const;

const reason = {
  codeListVersion: id,
  /** The decision it rests on: a transition, a review, an order, a panel's minute. */
  decisionRef: id.optional(),
  /** The day that decision was taken, where it is known here. */
  decidedOn: localDate.optional(),
};

export const endingsCatalogue = {
  SafetyCheckRecorded: event({
    storedAs: 'safety-check-recorded',
    meaning: 'After an inspection or allegation it was asked whether this learner can stay.',
    occurs: 'the day the check was made',
    rank: 830,
    follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
    data: {
      safetyCheckId: id,
      placementId: id,
      trigger: code(safetyTriggers),
      outcome: code(safetyOutcomes),
    },
    personal: { notes: text().optional() },
  }),
  PlacementEnded: event({
    storedAs: 'placement-ended',
    meaning: 'The placement is over, whatever the reason.',
    occurs: 'the last day attended',
    rank: 850,
    follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
    data: {
      placementId: id,
      /** The last day on which the place was held for the learner. */
      placeEndedOn: localDate,
      /** The last day paid for. */
      fundedUntil: localDate.optional(),
      reasonCode: code([...endingReasons, AWAITED]),
      ...reason,
      learner: learnerSnapshot,
    },
    personal: { explanation: text().optional() },
  }),
  EndingReasonSettled: event({
    storedAs: 'ending-reason-settled',
    meaning: 'Why the placement ended is now agreed, where it was awaited or was thought another.',
    occurs: 'the day the reason was settled',
    rank: 852,
    follows: [['placementId', 'PlacementEnded']],
    data: { placementId: id, reasonCode: code(endingReasons), ...reason },
    personal: { explanation: text().optional() },
  }),
  BreakdownReviewed: event({
    storedAs: 'breakdown-reviewed',
    meaning: 'Those involved looked back at why the placement broke down.',
    occurs: 'the day of the review',
    rank: 880,
    follows: [['placementId', 'PlacementAgreed', 'PlacementStarted']],
    data: {
      breakdownReviewId: id,
      placementId: id,
      preventable: code(preventability),
      learning: z.array(code(learningThemes)).max(20).readonly(),
    },
    personal: { findings: text().optional(), lessons: text().optional() },
    about: 'learner and others',
  }),
} as const satisfies Catalogue;
