import {
  accept,
  certainlyBefore,
  refuse,
  unchanged,
  type Decision,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import {
  AWAITED,
  endingReasonsVersion,
  type EndingReason,
} from '../breakdowns/breakdowns.events.js';
import { endingOf } from '../breakdowns/breakdowns.state.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { placementOf } from '../offers/offers.state.js';
import { learnerSnapshotOf } from '../record/record.state.js';
import { reviewOf } from '../reviews/reviews.state.js';
import { sameWhen, type ModuleRules } from '../shared-kernel/index.js';
import { didNotStart, startOf } from '../starts/starts.state.js';
import type { TransitionsCommand } from './transitions.commands.js';
import type { TransitionsEvent } from './transitions.events.js';
import {
  phaseTransferIn,
  phaseTransferOf,
  plannedTransitionOf,
  plannedTransitionsFrom,
  transitionFrom,
  transitionInto,
  type PhaseTransfer,
  type PlannedTransition,
} from './transitions.state.js';

type MovesEvent = Extract<
  TransitionsEvent,
  {
    type:
      | 'PhaseTransferIdentified'
      | 'PhaseTransferNotApplicable'
      | 'TransitionPlanned'
      | 'TransitionMade';
  }
>;
type MovesCommand = Extract<
  TransitionsCommand,
  {
    type: 'IdentifyPhaseTransfer' | 'RuleOutPhaseTransfer' | 'PlanTransition' | 'MakeTransition';
  }
>;
type Rules = ModuleRules<MovesEvent, MovesCommand, JourneyState, JourneyEvent>;
type Identify = Extract<MovesCommand, { type: 'IdentifyPhaseTransfer' }>;
type Make = Extract<MovesCommand, { type: 'MakeTransition' }>;

// SEND Regulations 2014, regulation 18: 31 March for secondary to post-16, five months before for
// one post-16 institution to another, 15 February for everything else.
const PHASE_CHANGES: Readonly<
  Record<Identify['data']['change'], Pick<PhaseTransfer, 'from' | 'to' | 'rule'>>
> = {
  earlyYearsToSchool: { from: 'earlyYears', to: 'school', rule: 'before15February' },
  infantToJunior: { from: 'infant', to: 'junior', rule: 'before15February' },
  primaryToMiddle: { from: 'primary', to: 'middle', rule: 'before15February' },
  primaryToSecondary: { from: 'primary', to: 'secondary', rule: 'before15February' },
  middleToSecondary: { from: 'middle', to: 'secondary', rule: 'before15February' },
  secondaryToPost16: { from: 'secondary', to: 'post16', rule: 'before31March' },
  post16ToPost16: { from: 'post16', to: 'post16', rule: 'fiveMonthsBefore' },
};

/** The ending that a decision to move on leads to; where the kind does not tell, it is awaited. */
const ENDINGS: Readonly<Record<PlannedTransition['kind'], EndingReason | typeof AWAITED>> = {
  phase: 'PHASE',
  stepDown: 'STEPDN',
  stepUp: 'STEPUP',
  familyMove: 'FAMMOV',
  betterFit: 'BETFIT',
  other: AWAITED,
};

const decide: Rules['decide'] = {
  IdentifyPhaseTransfer: ({ data }, journey, context) => {
    const { change, ...identified } = data;
    const { from, to, rule } = PHASE_CHANGES[change];
    const there = phaseTransferIn(journey, data.transferYear);
    if (there && !there.notApplicable && there.from === from && there.to === to) return unchanged;
    const transferId = context.newId('phase-transfer');
    const learner = learnerSnapshotOf(journey);
    return accept({
      type: 'PhaseTransferIdentified',
      data: { ...identified, transferId, from, to, rule, learner },
    });
  },

  RuleOutPhaseTransfer: ({ data }, journey) =>
    data.explanation === undefined &&
    phaseTransferOf(journey, data.transferId)?.notApplicable === data.reasonCode
      ? unchanged
      : accept({ type: 'PhaseTransferNotApplicable', data }),

  PlanTransition: ({ data, details }, journey, context) => {
    const { toProviderId: providerId, ...planned } = data;
    const to = providerId === undefined ? undefined : context.schools[providerId];
    if (providerId !== undefined && !to) return refuse({ because: 'unknown-school', providerId });
    const asked = { ...planned, to, decidedOn: details.occurredOn };
    if (plannedTransitionsFrom(journey, data.placementId).some((one) => isSamePlan(one, asked)))
      return unchanged;
    return accept({
      type: 'TransitionPlanned',
      data: {
        ...planned,
        to,
        transitionId: context.newId('transition'),
        learner: learnerSnapshotOf(journey),
      },
    });
  },

  MakeTransition: (command, journey, { today }) => {
    const { endedPlacementId, startedPlacementId: placementId, lastAttendedOn } = command.data;
    if (endedPlacementId === placementId)
      return refuse({ because: 'moved-to-itself', placementId });
    if (isMade(command, journey)) return unchanged;
    return lastAttendedOn.from > today
      ? refuse({ because: 'in-the-future', occurredOn: lastAttendedOn, today })
      : moved(command, journey);
  },
};

/** The very same move was told before. What is not said is not asked to be otherwise. */
const isMade = ({ data, details }: Make, journey: JourneyState): boolean => {
  const there = transitionInto(journey, data.startedPlacementId);
  const start = startOf(journey, data.startedPlacementId);
  const ending = endingOf(journey, data.endedPlacementId);
  if (there?.endedPlacementId !== data.endedPlacementId || !ending || !start) return false;
  const told: readonly (readonly [said: string | undefined, known: string | undefined])[] = [
    [data.placeEndedOn, ending.placeEndedOn],
    [data.fundedUntil, ending.fundedUntil],
    [data.reasonCode, ending.reasonCode],
    [data.pattern, start.pattern],
    [data.fundedFrom, start.fundedFrom],
    [data.siteId, start.siteId],
  ];
  return (
    sameWhen(there.madeOn, details.occurredOn) &&
    sameWhen(ending.endedOn, data.lastAttendedOn) &&
    told.every(([said, known]) => said === undefined || said === known)
  );
};

type AskedPlan = Pick<PlannedTransition, 'kind' | 'to' | 'decidedOn'> &
  Readonly<{ toType?: string | undefined; plannedFor?: string | undefined }>;

const isSamePlan = (one: PlannedTransition, asked: AskedPlan): boolean =>
  one.kind === asked.kind &&
  one.to?.providerId === asked.to?.providerId &&
  one.toType === asked.toType &&
  one.plannedFor === asked.plannedFor &&
  sameWhen(one.decidedOn, asked.decidedOn);

/** One placement ended, the next one started: each on its own day, all in one entry. */
const moved = (command: Make, journey: JourneyState): Decision<JourneyEvent> => {
  const { data } = command;
  const { endedPlacementId, startedPlacementId: placementId, lastAttendedOn } = data;
  const planned = plannedFor(data, journey);
  const { fundedFrom, siteId, pattern, daysPerWeekTenths, nightsPerWeek } = data;
  return accept<JourneyEvent>(
    {
      type: 'PlacementEnded',
      occurredOn: lastAttendedOn,
      data: {
        placementId: endedPlacementId,
        placeEndedOn: data.placeEndedOn ?? lastAttendedOn.to,
        fundedUntil: data.fundedUntil,
        reasonCode: data.reasonCode ?? (planned ? ENDINGS[planned.kind] : AWAITED),
        codeListVersion: endingReasonsVersion,
        // Not known on the last day attended: then it did not plan the ending.
        decisionRef: planned?.transitionId,
        // The latest day it may have been: what is told vaguely must not make an ending planned.
        decidedOn: planned?.decidedOn.to,
        learner: learnerSnapshotOf(journey),
        explanation: data.explanation,
      },
    },
    {
      type: 'PlacementStarted',
      data: { placementId, fundedFrom, siteId, pattern, daysPerWeekTenths, nightsPerWeek },
    },
    {
      type: 'TransitionMade',
      data: {
        placementId,
        endedPlacementId,
        transitionId: planned?.transitionId ?? data.transitionId,
      },
    },
  );
};

const plannedFor = (
  { transitionId, endedPlacementId }: Make['data'],
  journey: JourneyState,
): PlannedTransition | undefined =>
  transitionId === undefined
    ? plannedTransitionsFrom(journey, endedPlacementId).at(-1)
    : plannedTransitionOf(journey, transitionId);

const unknownPlacement = (journey: JourneyState, placementId: string): Refusal | undefined =>
  placementOf(journey, placementId) ? undefined : { because: 'unknown-placement', placementId };

const admits: Rules['admits'] = {
  PhaseTransferIdentified: (journey, { data: { transferYear } }) => {
    const there = phaseTransferIn(journey, transferYear);
    return (
      there && {
        because: 'phase-transfer-already-identified',
        transferYear,
        transferId: there.transferId,
      }
    );
  },

  PhaseTransferNotApplicable: (journey, { data: { transferId } }) => {
    const transfer = phaseTransferOf(journey, transferId);
    if (!transfer) return { because: 'unknown-phase-transfer', transferId };
    const { notApplicable } = transfer;
    return notApplicable && { because: 'already-ruled-out', transferId, as: notApplicable };
  },

  TransitionPlanned: (journey, { data: { placementId, transferId, reviewId } }) => {
    if (transferId !== undefined && !phaseTransferOf(journey, transferId))
      return { because: 'unknown-phase-transfer', transferId };
    if (reviewId !== undefined && !reviewOf(journey, reviewId))
      return { because: 'unknown-review', reviewId };
    return unknownPlacement(journey, placementId);
  },

  TransitionMade: (journey, { data: { placementId, endedPlacementId, transitionId } }) =>
    unknownPlacement(journey, placementId) ??
    unknownPlacement(journey, endedPlacementId) ??
    alreadyMoved(journey, placementId, endedPlacementId) ??
    planOfAnother(journey, transitionId, endedPlacementId),
};

const alreadyMoved = (journey: JourneyState, into: string, from: string): Refusal | undefined => {
  const there = transitionInto(journey, into) ?? transitionFrom(journey, from);
  return (
    there && {
      because: 'transition-already-made',
      placementId: there.placementId,
      endedPlacementId: there.endedPlacementId,
    }
  );
};

const planOfAnother = (
  journey: JourneyState,
  transitionId: string | undefined,
  endedPlacementId: string,
): Refusal | undefined => {
  if (transitionId === undefined) return undefined;
  const planned = plannedTransitionOf(journey, transitionId);
  if (!planned) return { because: 'unknown-transition', transitionId };
  const { placementId } = planned;
  return placementId === endedPlacementId
    ? undefined
    : { because: 'transition-of-another-placement', transitionId, placementId };
};

const irregular: Rules['irregular'] = {
  TransitionPlanned: (journey, { data: { placementId }, occurredOn }) =>
    isOver(journey, placementId, occurredOn) ? [{ code: 'placement-is-over', placementId }] : [],
};

const isOver = (journey: JourneyState, placementId: string, on: OccurredOn): boolean => {
  const ending = endingOf(journey, placementId);
  return (
    placementOf(journey, placementId)?.fellThrough !== undefined ||
    didNotStart(journey, placementId) ||
    (ending !== undefined && certainlyBefore(ending.endedOn, on))
  );
};

export const movesRules: Rules = { decide, admits, irregular };
