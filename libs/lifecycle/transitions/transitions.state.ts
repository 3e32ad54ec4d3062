import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { change, put, type Evolve, type SchoolSnapshot } from '../shared-kernel/index.js';
import type { TransitionsEvent } from './transitions.events.js';

type Data<T extends TransitionsEvent['type']> = Extract<TransitionsEvent, { type: T }>['data'];

export type PhaseTransfer = Readonly<{
  transferId: string;
  transferYear: number;
  from: Data<'PhaseTransferIdentified'>['from'];
  to: Data<'PhaseTransferIdentified'>['to'];
  rule: Data<'PhaseTransferIdentified'>['rule'];
  identifiedOn: OccurredOn;
  /** Why it does not apply after all, if so. */
  notApplicable: Data<'PhaseTransferNotApplicable'>['reasonCode'] | undefined;
}>;

export type PlannedTransition = Readonly<{
  transitionId: string;
  /** The placement that is to end. */
  placementId: string;
  kind: Data<'TransitionPlanned'>['kind'];
  decidedOn: OccurredOn;
  to: SchoolSnapshot | undefined;
  toType: string | undefined;
  plannedFor: LocalDate | undefined;
}>;

export type MadeTransition = Readonly<{
  placementId: string;
  endedPlacementId: string;
  transitionId: string | undefined;
  madeOn: OccurredOn;
}>;

export type TransferIn = Readonly<{
  transferInId: string;
  fromAuthority: string;
  transferredOn: OccurredOn;
  planMadeOn: LocalDate;
  lastReviewedOn: LocalDate | undefined;
  notifiedOn: OccurredOn | undefined;
  reassess: boolean | undefined;
  reviewBy: LocalDate | undefined;
}>;

export type TransferOut = Readonly<{
  transferOutId: string;
  toAuthority: string;
  sentOn: OccurredOn;
  awareOn: LocalDate;
  movedOn: LocalDate;
}>;

export type CeaseDecision = Readonly<{
  ceaseId: string;
  proposalId: string | undefined;
  reason: Data<'PlanCeaseDecided'>['reason'];
  decidedOn: OccurredOn;
  /** The last day of the plan, once it is set. */
  endsOn: LocalDate | undefined;
}>;

export type Cessation = Readonly<{
  ceaseId: string | undefined;
  reason: Data<'PlanCeased'>['reason'];
  /** The last day of the plan. */
  endsOn: LocalDate;
}>;

export type TransitionsPart = Readonly<{
  phaseTransfers: Readonly<Record<string, PhaseTransfer>>;
  planned: Readonly<Record<string, PlannedTransition>>;
  /** By the placement that started. */
  made: Readonly<Record<string, MadeTransition>>;
  transfersIn: Readonly<Record<string, TransferIn>>;
  transfersOut: Readonly<Record<string, TransferOut>>;
  ceaseDecisions: Readonly<Record<string, CeaseDecision>>;
  /** How the plan ceased last. */
  ceased: Cessation | undefined;
}>;

export const initialTransitions: TransitionsPart = {
  phaseTransfers: {},
  planned: {},
  made: {},
  transfersIn: {},
  transfersOut: {},
  ceaseDecisions: {},
  ceased: undefined,
};

export const evolveTransitions: Evolve<TransitionsPart, TransitionsEvent> = {
  PhaseTransferIdentified: (part, { data, occurredOn }) => ({
    ...part,
    phaseTransfers: put(part.phaseTransfers, data.transferId, {
      transferId: data.transferId,
      transferYear: data.transferYear,
      from: data.from,
      to: data.to,
      rule: data.rule,
      identifiedOn: occurredOn,
      notApplicable: undefined,
    }),
  }),
  PhaseTransferNotApplicable: (part, { data }) => ({
    ...part,
    phaseTransfers: change(part.phaseTransfers, data.transferId, {
      notApplicable: data.reasonCode,
    }),
  }),
  TransitionPlanned: (part, { data, occurredOn }) => ({
    ...part,
    planned: put(part.planned, data.transitionId, {
      transitionId: data.transitionId,
      placementId: data.placementId,
      kind: data.kind,
      decidedOn: occurredOn,
      to: data.to,
      toType: data.toType,
      plannedFor: data.plannedFor,
    }),
  }),
  TransitionMade: (part, { data, occurredOn }) => ({
    ...part,
    made: put(part.made, data.placementId, {
      placementId: data.placementId,
      endedPlacementId: data.endedPlacementId,
      transitionId: data.transitionId,
      madeOn: occurredOn,
    }),
  }),
  TransferInReceived: (part, { data, occurredOn }) => ({
    ...part,
    transfersIn: put(part.transfersIn, data.transferInId, {
      transferInId: data.transferInId,
      fromAuthority: data.fromAuthority,
      transferredOn: occurredOn,
      planMadeOn: data.planMadeOn,
      lastReviewedOn: data.lastReviewedOn,
      notifiedOn: undefined,
      reassess: undefined,
      reviewBy: undefined,
    }),
  }),
  TransferInNotified: (part, { data: { transferInId, reassess, reviewBy }, occurredOn }) => ({
    ...part,
    transfersIn: change(part.transfersIn, transferInId, {
      notifiedOn: occurredOn,
      reassess,
      reviewBy,
    }),
  }),
  TransferOutSent: (part, { data, occurredOn }) => ({
    ...part,
    transfersOut: put(part.transfersOut, data.transferOutId, {
      transferOutId: data.transferOutId,
      toAuthority: data.toAuthority,
      sentOn: occurredOn,
      awareOn: data.awareOn,
      movedOn: data.movedOn,
    }),
  }),
  PlanCeaseDecided: (part, { data: { ceaseId, proposalId, reason }, occurredOn }) => ({
    ...part,
    ceaseDecisions: put(part.ceaseDecisions, ceaseId, {
      ceaseId,
      proposalId,
      reason,
      decidedOn: occurredOn,
      endsOn: undefined,
    }),
  }),
  PlanCeased: (part, { data: { ceaseId, reason, endsOn } }) => ({
    ...part,
    ceased: { ceaseId, reason, endsOn },
    ceaseDecisions:
      ceaseId === undefined
        ? part.ceaseDecisions
        : change(part.ceaseDecisions, ceaseId, { endsOn }),
  }),
};

type Journey = Readonly<{ transitions: TransitionsPart }>;

export const phaseTransferOf = ({ transitions }: Journey, id: string) =>
  transitions.phaseTransfers[id];

/** The phase transfer of a year; there is one at most. */
export const phaseTransferIn = ({ transitions }: Journey, year: number) =>
  Object.values(transitions.phaseTransfers).find(({ transferYear }) => transferYear === year);

export const plannedTransitionOf = ({ transitions }: Journey, id: string) =>
  transitions.planned[id];

/** Every decision to move the learner on from a placement, the newest last. */
export const plannedTransitionsFrom = (
  { transitions }: Journey,
  placementId: string,
): readonly PlannedTransition[] =>
  Object.values(transitions.planned)
    .filter((one) => one.placementId === placementId)
    .sort((a, b) =>
      a.decidedOn.from + a.transitionId < b.decidedOn.from + b.transitionId ? -1 : 1,
    );

/** How the learner came into a placement from another, if so. */
export const transitionInto = ({ transitions }: Journey, placementId: string) =>
  transitions.made[placementId];

/** How the learner moved on from a placement to another, if so. */
export const transitionFrom = ({ transitions }: Journey, placementId: string) =>
  Object.values(transitions.made).find((one) => one.endedPlacementId === placementId);

export const transferInOf = ({ transitions }: Journey, id: string) => transitions.transfersIn[id];

export const transfersIn = ({ transitions }: Journey) => Object.values(transitions.transfersIn);

export const transfersOut = ({ transitions }: Journey) => Object.values(transitions.transfersOut);

export const ceaseDecisionOf = ({ transitions }: Journey, id: string) =>
  transitions.ceaseDecisions[id];

/** Every decision to cease the plan, the newest last. */
export const ceaseDecisionsOf = ({ transitions }: Journey): readonly CeaseDecision[] =>
  Object.values(transitions.ceaseDecisions).sort((a, b) =>
    a.decidedOn.from + a.ceaseId < b.decidedOn.from + b.ceaseId ? -1 : 1,
  );

/** How the plan ceased, if it did. */
export const cessationOf = ({ transitions }: Journey): Cessation | undefined => transitions.ceased;
