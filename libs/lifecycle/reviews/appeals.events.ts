import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import {
  code,
  id,
  localDate,
  schoolSnapshot,
  settingCategories,
  text,
} from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const appealGrounds = [
  ...['refusalToAssess', 'refusalToReassess', 'refusalToIssue', 'contents', 'refusalToAmend'],
  ...['cease', 'other'],
] as const;
export const appealedSections = ['B', 'C', 'D', 'F', 'G', 'H', 'I'] as const;
export const mediationOutcomes = ['held', 'notPursued'] as const;
export const tribunalOutcomes = ['allowed', 'allowedInPart', 'dismissed'] as const;
export const orderKinds = [
  ...['assess', 'reassess', 'makePlan', 'amendPlan', 'amendNamedSchool', 'maintainPlan'],
  ...['ceasePlan', 'recommendation', 'other'],
] as const;

export const tribunalOrder = z.strictObject({
  kind: code(orderKinds),
  /** The school ordered to be named. */
  school: schoolSnapshot.optional(),
  /** The type of setting ordered to be named, where no school is. */
  settingType: z.enum(settingCategories as readonly [string, ...string[]]).optional(),
  /** Where the tribunal sets a day of its own in place of the regulations'. */
  directedBy: localDate.optional(),
});
export type TribunalOrder = Readonly<z.infer<typeof tribunalOrder>>;

export const appealsCatalogue = {
  AppealConceded: event({
    storedAs: 'appeal-conceded',
    meaning: 'The authority told the tribunal that it does not oppose the appeal.',
    occurs: 'the day the tribunal was told',
    rank: 642,
    follows: [['appealId', 'AppealRegistered']],
    data: { appealId: id },
    personal: { explanation: text().optional() },
  }),
  AppealWithdrawn: event({
    storedAs: 'appeal-withdrawn',
    meaning: 'The family took its appeal back.',
    occurs: 'the day it was withdrawn',
    rank: 643,
    follows: [['appealId', 'AppealRegistered']],
    data: { appealId: id },
    personal: { explanation: text().optional() },
  }),
  TribunalDecided: event({
    storedAs: 'tribunal-decided',
    meaning: 'The tribunal decided an appeal, and what it ordered.',
    occurs: 'the day the order was issued',
    rank: 644,
    follows: [['appealId', 'AppealRegistered']],
    data: {
      appealId: id,
      outcome: code(tribunalOutcomes),
      orders: z.array(tribunalOrder).max(20).readonly(),
    },
    personal: { notes: text().optional() },
  }),
  MediationCertificateIssued: event({
    storedAs: 'mediation-certificate-issued',
    meaning: 'A mediation adviser certified that mediation was held, or considered and not wanted.',
    occurs: 'the day on the certificate',
    rank: 655,
    follows: [
      ['finalPlanId', 'FinalPlanIssued'],
      ['reviewId', 'ReviewArranged', 'ReviewDecisionNotified'],
      ['appealId', 'AppealRegistered'],
    ],
    data: {
      certificateId: id,
      mediation: code(mediationOutcomes),
      /** It usually comes before the appeal, and moves the last day to make one. */
      against: code(appealGrounds),
      finalPlanId: id.optional(),
      reviewId: id.optional(),
      appealId: id.optional(),
    },
  }),
  AppealRegistered: event({
    storedAs: 'appeal-registered',
    meaning: 'The tribunal registered an appeal against a decision of the authority.',
    occurs: 'the day it was registered',
    rank: 660,
    follows: [
      ['finalPlanId', 'FinalPlanIssued'],
      ['reviewId', 'ReviewArranged', 'ReviewDecisionNotified'],
    ],
    data: {
      appealId: id,
      against: code(appealGrounds),
      /** The plan appealed against. */
      finalPlanId: id.optional(),
      /** The review whose decision is appealed against. */
      reviewId: id.optional(),
      sections: z.array(code(appealedSections)).max(7).readonly(),
    },
    personal: { ref: text(100).optional() },
  }),
} as const satisfies Catalogue;

export type AppealsEvent = EventsOf<typeof appealsCatalogue>;
