import {
  accept,
  certainlyBefore,
  unchanged,
  type Irregularity,
  type LocalDate,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import {
  pendingAppeals,
  finalPlansOf,
  ceaseProposalOf,
  ceaseProposalsOf,
} from '../reviews/reviews.state.js';
import { sameWhen, type ModuleRules } from '../shared-kernel/index.js';
import type { TransitionsCommand } from './transitions.commands.js';
import type { TransitionsEvent } from './transitions.events.js';
import {
  ceaseDecisionOf,
  ceaseDecisionsOf,
  cessationOf,
  transferInOf,
  transfersIn,
  transfersOut,
} from './transitions.state.js';

type PlanEndsEvent = Extract<
  TransitionsEvent,
  {
    type:
      | 'TransferInReceived'
      | 'TransferInNotified'
      | 'TransferOutSent'
      | 'PlanCeaseDecided'
      | 'PlanCeased';
  }
>;
type PlanEndsCommand = Extract<
  TransitionsCommand,
  {
    type:
      | 'ReceiveTransferIn'
      | 'NotifyTransferIn'
      | 'SendTransferOut'
      | 'DecidePlanCease'
      | 'CeasePlan';
  }
>;
type Rules = ModuleRules<PlanEndsEvent, PlanEndsCommand, JourneyState, JourneyEvent>;
type Ceased = Extract<PlanEndsEvent, { type: 'PlanCeased' }>['data'];

const decide: Rules['decide'] = {
  ReceiveTransferIn: ({ data, details }, journey, context) =>
    transfersIn(journey).some(
      (one) =>
        one.fromAuthority === data.fromAuthority &&
        one.planMadeOn === data.planMadeOn &&
        one.lastReviewedOn === data.lastReviewedOn &&
        sameWhen(one.transferredOn, details.occurredOn),
    )
      ? unchanged
      : accept({
          type: 'TransferInReceived',
          data: { ...data, transferInId: context.newId('transfer-in') },
        }),

  NotifyTransferIn: ({ data, details }, journey) => {
    const there = transferInOf(journey, data.transferInId);
    return there?.notifiedOn &&
      there.reassess === data.reassess &&
      there.reviewBy === data.reviewBy &&
      sameWhen(there.notifiedOn, details.occurredOn)
      ? unchanged
      : accept({ type: 'TransferInNotified', data });
  },

  SendTransferOut: ({ data, details }, journey, context) =>
    transfersOut(journey).some(
      (one) =>
        one.toAuthority === data.toAuthority &&
        one.awareOn === data.awareOn &&
        one.movedOn === data.movedOn &&
        sameWhen(one.sentOn, details.occurredOn),
    )
      ? unchanged
      : accept({
          type: 'TransferOutSent',
          data: { ...data, transferOutId: context.newId('transfer-out') },
        }),

  DecidePlanCease: ({ data, details }, journey, context) => {
    const decisions = ceaseDecisionsOf(journey);
    if (
      decisions.some(
        (one) =>
          one.reason === data.reason &&
          (data.proposalId ?? one.proposalId) === one.proposalId &&
          sameWhen(one.decidedOn, details.occurredOn),
      )
    )
      return unchanged;
    const undecided = ceaseProposalsOf(journey).filter(
      ({ proposalId }) => !decisions.some((one) => one.proposalId === proposalId),
    );
    const proposalId = data.proposalId ?? undecided.at(-1)?.proposalId;
    return accept({
      type: 'PlanCeaseDecided',
      data: { ...data, ceaseId: context.newId('cease'), proposalId },
    });
  },

  CeasePlan: ({ data }, journey) => {
    const there = cessationOf(journey);
    if (there?.endsOn === data.endsOn && there.reason === data.reason) return unchanged;
    const open = ceaseDecisionsOf(journey).filter(
      (one) => one.reason === data.reason && one.endsOn === undefined,
    );
    return accept({
      type: 'PlanCeased',
      data: { ...data, ceaseId: data.ceaseId ?? open.at(-1)?.ceaseId },
    });
  },
};

const admits: Rules['admits'] = {
  TransferInReceived: (_journey, { data: { planMadeOn, lastReviewedOn }, occurredOn }) => {
    if (planMadeOn > occurredOn.to) return { because: 'plan-made-after-transfer', planMadeOn };
    if (lastReviewedOn === undefined) return undefined;
    if (lastReviewedOn < planMadeOn)
      return { because: 'reviewed-before-made', lastReviewedOn, planMadeOn };
    return lastReviewedOn > occurredOn.to
      ? { because: 'reviewed-after-transfer', lastReviewedOn }
      : undefined;
  },

  TransferInNotified: (journey, { data: { transferInId }, occurredOn }) => {
    const there = transferInOf(journey, transferInId);
    if (!there) return { because: 'unknown-transfer-in', transferInId };
    const { notifiedOn, transferredOn } = there;
    if (notifiedOn) return { because: 'transfer-in-already-notified', transferInId, notifiedOn };
    return certainlyBefore(occurredOn, transferredOn)
      ? { because: 'notified-before-transfer', transferInId, transferredOn }
      : undefined;
  },

  TransferOutSent: (_journey, { data: { awareOn }, occurredOn }) =>
    occurredOn.to < awareOn ? { because: 'sent-before-aware', awareOn } : undefined,

  PlanCeaseDecided: (journey, { data: { proposalId }, occurredOn }) => {
    if (proposalId === undefined) return undefined;
    const proposedOn = ceaseProposalOf(journey, proposalId)?.proposedOn;
    if (!proposedOn) return { because: 'unknown-proposal', proposalId };
    return certainlyBefore(occurredOn, proposedOn)
      ? { because: 'decided-before-proposal', proposalId, proposedOn }
      : undefined;
  },

  PlanCeased: (journey, { data }) => endsTooEarly(journey, data) ?? alreadyCeased(journey),
};

const endsTooEarly = (journey: JourneyState, { ceaseId, endsOn }: Ceased): Refusal | undefined => {
  if (ceaseId === undefined) return undefined;
  const decidedOn = ceaseDecisionOf(journey, ceaseId)?.decidedOn;
  if (!decidedOn) return { because: 'unknown-cease-decision', ceaseId };
  return endsOn < decidedOn.from
    ? { because: 'ends-before-the-decision', ceaseId, endsOn, decidedOn }
    : undefined;
};

/** It cannot cease again until there is another plan: a new one, or one that came with a move. */
const alreadyCeased = (journey: JourneyState): Refusal | undefined => {
  const there = cessationOf(journey);
  return there && !hasPlanSince(journey, there.endsOn)
    ? { because: 'plan-already-ceased', endsOn: there.endsOn }
    : undefined;
};

const hasPlanSince = (journey: JourneyState, endedOn: LocalDate): boolean => {
  const isSince = ({ from }: OccurredOn): boolean => from > endedOn;
  return (
    finalPlansOf(journey).some(
      ({ because, issuedOn }) => because === 'newPlan' && isSince(issuedOn),
    ) || transfersIn(journey).some(({ transferredOn }) => isSince(transferredOn))
  );
};

const irregular: Rules['irregular'] = {
  PlanCeaseDecided: (_journey, { data: { proposalId } }) =>
    proposalId === undefined ? [{ code: 'nobody-was-consulted' }] : [],

  PlanCeased: (journey, { data }) => [
    ...withoutDecision(data),
    ...onTheDecisionDay(journey, data),
    ...underAppeal(journey),
  ],
};

const NEEDS_NO_DECISION: readonly Ceased['reason'][] = ['maxAge', 'transferred', 'deceased'];

const withoutDecision = ({ ceaseId, reason }: Ceased): readonly Irregularity[] =>
  ceaseId === undefined && !NEEDS_NO_DECISION.includes(reason)
    ? [{ code: 'no-decision-to-cease', reason }]
    : [];

const onTheDecisionDay = (
  journey: JourneyState,
  { ceaseId, endsOn }: Ceased,
): readonly Irregularity[] => {
  const decidedOn =
    ceaseId === undefined ? undefined : ceaseDecisionOf(journey, ceaseId)?.decidedOn;
  return decidedOn?.from === endsOn && decidedOn.to === endsOn
    ? [{ code: 'ends-on-the-decision-day', endsOn }]
    : [];
};

// The plan goes on until an appeal against ceasing it is over (Children and Families Act s.45(4)).
const underAppeal = (journey: JourneyState): readonly Irregularity[] => {
  const appealIds = pendingAppeals(journey)
    .filter(({ against }) => against === 'cease')
    .map(({ appealId }) => appealId);
  return appealIds.length > 0 ? [{ code: 'appeal-pending', appealIds }] : [];
};

export const planEndsRules: Rules = { decide, admits, irregular };
