import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import {
  code,
  flag,
  id,
  learnerSnapshot,
  localDate,
  schoolSnapshot,
  settingCategories,
  text,
} from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

/** SEN2's reasons for a plan to cease, in words. */
export const ceaseReasons = [
  ...['maxAge', 'needsMet', 'higherEducation', 'paidEmployment', 'transferred'],
  ...['noLongerEngages', 'leftEngland', 'deceased', 'other'],
] as const;
export const finalPlanCauses = [
  ...['newPlan', 'review', 'reassessment', 'tribunal', 'correction'],
] as const;
export const planSections = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H', 'I', 'J', 'K'] as const;
export const sectionIKinds = ['schools', 'type', 'both', 'none'] as const;

export const sectionI = z.strictObject({
  kind: code(sectionIKinds),
  schools: z.array(schoolSnapshot).max(10).readonly(),
  types: z
    .array(z.enum(settingCategories as readonly [string, ...string[]]))
    .max(10)
    .readonly(),
});
export type SectionI = Readonly<z.infer<typeof sectionI>>;

export const plansCatalogue = {
  CeaseProposed: event({
    storedAs: 'cease-proposed',
    meaning: 'The authority told family and school that it considers ceasing the plan.',
    occurs: 'the day they were told',
    rank: 628,
    follows: [['reviewId', 'ReviewArranged', 'ReviewDecisionNotified']],
    data: { proposalId: id, reviewId: id.optional(), reason: code(ceaseReasons) },
    personal: { explanation: text().optional() },
  }),
  AmendmentNoticeSent: event({
    storedAs: 'amendment-notice-sent',
    meaning: 'The family was sent the amendments that the authority proposes to the plan.',
    occurs: 'the day the notice was served',
    rank: 630,
    follows: [['reviewId', 'ReviewArranged', 'ReviewDecisionNotified']],
    data: {
      amendmentId: id,
      /** Absent where the plan is amended without a review. */
      reviewId: id.optional(),
      sections: z.array(code(planSections)).max(11).readonly().optional(),
    },
  }),
  RepresentationsReceived: event({
    storedAs: 'representations-received',
    meaning: 'The family answered the proposed amendments.',
    occurs: 'the day they reached the authority',
    rank: 635,
    follows: [['amendmentId', 'AmendmentNoticeSent']],
    data: {
      amendmentId: id,
      /** The school the family asks to have named. */
      requestedSchool: schoolSnapshot.optional(),
      asksForMeeting: flag,
    },
    personal: { representations: text().optional() },
    about: 'learner and others',
  }),
  AmendmentNotMade: event({
    storedAs: 'amendment-not-made',
    meaning: 'The authority decided to leave the plan as it is after all.',
    occurs: 'the day the family was told',
    rank: 640,
    follows: [['amendmentId', 'AmendmentNoticeSent']],
    data: { amendmentId: id },
    personal: { reasons: text().optional() },
  }),
  FinalPlanIssued: event({
    storedAs: 'final-plan-issued',
    meaning: 'A final plan was issued; what its section I names is named by it.',
    occurs: 'the day the plan was sent',
    rank: 650,
    follows: [['amendmentId', 'AmendmentNoticeSent']],
    data: {
      finalPlanId: id,
      because: code(finalPlanCauses),
      amendmentId: id.optional(),
      appealId: id.optional(),
      sectionI,
      /** The day the family was told of the right of appeal: the time to appeal runs from it. */
      appealRightSentOn: localDate.optional(),
      learner: learnerSnapshot,
    },
  }),
} as const satisfies Catalogue;

export type PlansEvent = EventsOf<typeof plansCatalogue>;
