import type { LocalDate } from '#libs/event-sourcing';
import type { GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey-events.js';
import type { JourneyCommand } from '../journey.decider.js';
import { meadow } from './requests.examples.js';
import { agreedAtOakfield, placementId } from './starts.examples.js';

// From Oakfield School to Meadow School for year 7 in September 2026, decided in February; and how
// plans come from other authorities, go to them, and cease.

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;
type Sent<T extends JourneyCommand['type']> = Extract<JourneyCommand, { type: T }>['data'];

const day = (text: string) => text as LocalDate;

export const nextPlacementId = 'placement-2';
export const transferId = 'phase-transfer-1';
export const transitionId = 'transition-1';
export const transferInId = 'transfer-in-1';
export const ceaseId = 'cease-1';

export const identifyPhaseTransfer: Sent<'IdentifyPhaseTransfer'> = {
  transferYear: 2026,
  change: 'primaryToSecondary',
  identifiedBy: 'yearGroup',
};

export const phaseTransferIdentified: Given<'PhaseTransferIdentified'> = {
  type: 'PhaseTransferIdentified',
  occurredOn: '2025-09-15',
  data: {
    transferId,
    transferYear: 2026,
    from: 'primary',
    to: 'secondary',
    rule: 'before15February',
    identifiedBy: 'yearGroup',
    learner: {},
  },
};

export const phaseTransferRuledOut: Given<'PhaseTransferNotApplicable'> = {
  type: 'PhaseTransferNotApplicable',
  occurredOn: '2025-10-01',
  data: { transferId, reasonCode: 'allThrough' },
};

export const planTransition: Sent<'PlanTransition'> = {
  placementId,
  kind: 'phase',
  transferId,
  toProviderId: 'school-meadow',
  plannedFor: day('2026-09-03'),
};

export const transitionPlanned: Given<'TransitionPlanned'> = {
  type: 'TransitionPlanned',
  occurredOn: '2026-02-09',
  data: {
    transitionId,
    placementId,
    kind: 'phase',
    transferId,
    to: meadow,
    plannedFor: day('2026-09-03'),
    learner: {},
  },
};

/** By day, without a contract: the school is paid by place. */
export const agreedAtMeadow: Given<'PlacementAgreed'> = {
  type: 'PlacementAgreed',
  occurredOn: '2026-04-01',
  data: {
    ...agreedAtOakfield.data,
    placementId: nextPlacementId,
    route: 'none',
    school: meadow,
    lines: [],
    expectedStartOn: day('2026-09-03'),
  },
};

/** Recorded on 3 September 2026, the first day at Meadow School. */
export const makeTransition: Sent<'MakeTransition'> = {
  endedPlacementId: placementId,
  startedPlacementId: nextPlacementId,
  lastAttendedOn: { from: day('2026-07-17'), to: day('2026-07-17'), precision: 'day' },
  pattern: 'fullTime',
};

export const transitionMade: Given<'TransitionMade'> = {
  type: 'TransitionMade',
  occurredOn: '2026-09-03',
  data: { placementId: nextPlacementId, endedPlacementId: placementId, transitionId },
};

export const receiveTransferIn: Sent<'ReceiveTransferIn'> = {
  fromAuthority: '887',
  movedOn: day('2025-08-25'),
  planMadeOn: day('2023-03-01'),
  lastReviewedOn: day('2025-02-20'),
};

export const transferInReceived: Given<'TransferInReceived'> = {
  type: 'TransferInReceived',
  occurredOn: '2025-09-08',
  data: { transferInId, ...receiveTransferIn },
};

export const transferInNotified: Given<'TransferInNotified'> = {
  type: 'TransferInNotified',
  occurredOn: '2025-10-13',
  data: { transferInId, reassess: false, reviewBy: day('2026-02-19') },
};

export const sendTransferOut: Sent<'SendTransferOut'> = {
  toAuthority: '887',
  awareOn: day('2026-05-01'),
  movedOn: day('2026-05-11'),
};

export const transferOutSent: Given<'TransferOutSent'> = {
  type: 'TransferOutSent',
  occurredOn: '2026-05-11',
  data: { transferOutId: 'transfer-out-1', ...sendTransferOut },
};

export const ceaseDecided: Given<'PlanCeaseDecided'> = {
  type: 'PlanCeaseDecided',
  occurredOn: '2026-03-16',
  data: { ceaseId, proposalId: 'proposal-1', reason: 'needsMet' },
};

export const planCeased: Given<'PlanCeased'> = {
  type: 'PlanCeased',
  occurredOn: '2026-06-01',
  data: { ceaseId, endsOn: day('2026-07-31'), reason: 'needsMet' },
};
