import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { ceaseReasons } from '../reviews/plans.events.js';
import {
  code,
  id,
  learnerSnapshot,
  localDate,
  schoolSnapshot,
  settingCategories,
  text,
} from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const phases = [
  ...['earlyYears', 'infant', 'junior', 'primary', 'middle', 'secondary', 'post16', 'school'],
] as const;
/** Which deadline of the SEND Regulations 2014, regulation 18, the next plan falls under. */
export const phaseTransferRules = [
  'before15February',
  'before31March',
  'fiveMonthsBefore',
] as const;
/** The changes of phase that count, each `from` `To` `to`. */
export const phaseChanges = [
  ...['earlyYearsToSchool', 'infantToJunior', 'primaryToMiddle', 'primaryToSecondary'],
  ...['middleToSecondary', 'secondaryToPost16', 'post16ToPost16'],
] as const;
export const phaseTransferSources = ['yearGroup', 'schoolAgeRange', 'officer'] as const;
export const notApplicableReasons = ['allThrough', 'deferred', 'accelerated', 'leftArea'] as const;
export const transitionKinds = [
  ...['phase', 'stepDown', 'stepUp', 'betterFit', 'familyMove', 'other'],
] as const;
/** The DfE's three-digit code of a local authority in England. */
export const isAuthorityCode = (value: string): boolean => /^\d{3}$/.test(value);
const authority = z.string().regex(/^\d{3}$/);

export const transitionsCatalogue = {
  PhaseTransferIdentified: event({
    storedAs: 'phase-transfer-identified',
    meaning:
      'The learner is due to change phase of education, so the plan must name the next setting.',
    occurs: 'the day it was identified',
    rank: 700,
    data: {
      transferId: id,
      /** The calendar year in which the next phase begins. */
      transferYear: z.int().min(1990).max(2199),
      from: code(phases),
      to: code(phases),
      rule: code(phaseTransferRules),
      /** The first day of the next phase, where it is not that of the school year. */
      transferOn: localDate.optional(),
      identifiedBy: code(phaseTransferSources),
      learner: learnerSnapshot,
    },
  }),
  PhaseTransferNotApplicable: event({
    storedAs: 'phase-transfer-not-applicable',
    meaning: 'The learner will not change phase in that year after all.',
    occurs: 'the day that became clear',
    rank: 710,
    follows: [['transferId', 'PhaseTransferIdentified']],
    data: { transferId: id, reasonCode: code(notApplicableReasons) },
    personal: { explanation: text().optional() },
  }),
  TransitionPlanned: event({
    storedAs: 'transition-planned',
    meaning:
      'It was decided that the learner moves on from a placement: what makes its end planned.',
    occurs: 'the day it was decided',
    rank: 720,
    follows: [
      ['placementId', 'PlacementAgreed'],
      ['transferId', 'PhaseTransferIdentified'],
      ['reviewId', 'ReviewArranged'],
    ],
    data: {
      transitionId: id,
      /** The placement that is to end. */
      placementId: id,
      kind: code(transitionKinds),
      transferId: id.optional(),
      reviewId: id.optional(),
      /** Where to, as far as that is decided. */
      to: schoolSnapshot.optional(),
      toType: z.enum(settingCategories as readonly [string, ...string[]]).optional(),
      /** The day the move is meant for. */
      plannedFor: localDate.optional(),
      learner: learnerSnapshot,
    },
    personal: { reasons: text().optional() },
  }),
  TransitionMade: event({
    storedAs: 'transition-made',
    meaning: 'The learner moved from one placement to the next.',
    occurs: 'the first day attended at the next setting',
    rank: 730,
    follows: [
      ['placementId', 'PlacementAgreed', 'PlacementStarted'],
      ['transitionId', 'TransitionPlanned'],
    ],
    data: {
      /** The placement that started. */
      placementId: id,
      endedPlacementId: id,
      transitionId: id.optional(),
    },
  }),
  TransferInReceived: event({
    storedAs: 'transfer-in-received',
    meaning: 'Another authority transferred the plan to this one, because the learner moved here.',
    occurs: 'the day the plan was transferred',
    rank: 740,
    data: {
      transferInId: id,
      fromAuthority: authority,
      movedOn: localDate.optional(),
      planMadeOn: localDate,
      lastReviewedOn: localDate.optional(),
    },
  }),
  TransferInNotified: event({
    storedAs: 'transfer-in-notified',
    meaning:
      'The family was told that the plan is here, whether it is reassessed, and when reviewed.',
    occurs: 'the day the family was told',
    rank: 745,
    follows: [['transferInId', 'TransferInReceived']],
    data: {
      transferInId: id,
      reassess: z.boolean(),
      /** When the plan will be reviewed. */
      reviewBy: localDate.optional(),
    },
  }),
  TransferOutSent: event({
    storedAs: 'transfer-out-sent',
    meaning: 'The plan was transferred to the authority that the learner moved to.',
    occurs: 'the day the plan was sent',
    rank: 750,
    data: {
      transferOutId: id,
      toAuthority: authority,
      /** The day this authority became aware of the move. */
      awareOn: localDate,
      movedOn: localDate,
    },
  }),
  PlanCeaseDecided: event({
    storedAs: 'plan-cease-decided',
    meaning: 'The authority decided to cease the plan, and told the family of its right of appeal.',
    occurs: 'the day the family was told',
    rank: 760,
    follows: [['proposalId', 'CeaseProposed']],
    data: { ceaseId: id, proposalId: id.optional(), reason: code(ceaseReasons) },
    personal: { explanation: text().optional() },
  }),
  PlanCeased: event({
    storedAs: 'plan-ceased',
    meaning: 'The authority no longer maintains the plan from the day after `endsOn`.',
    occurs: 'the day the end was confirmed',
    rank: 770,
    follows: [['ceaseId', 'PlanCeaseDecided']],
    data: {
      /** The decision; absent where none is needed (another authority, a death). */
      ceaseId: id.optional(),
      /** The last day of the plan: never the day of the decision. */
      endsOn: localDate,
      reason: code(ceaseReasons),
    },
  }),
} as const satisfies Catalogue;

export type TransitionsEvent = EventsOf<typeof transitionsCatalogue>;
