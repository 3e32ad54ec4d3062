import type { LocalDate } from '#libs/event-sourcing';
import type { GivenEvent } from '#libs/event-sourcing/testing';
import { endingReasonsVersion } from '../../breakdowns/ending-reasons.js';
import type { PriceLineFields } from '../../shared-kernel/index.js';
import type { JourneyCommand } from '../journey.decider.js';
import type { JourneyEvent } from '../journey-events.js';
import { placementId } from './starts.examples.js';

// The placement at Oakfield School, begun on 3 November 2025, breaks down in the spring: suspended
// in March 2026, notice on the 16th, last day attended the 27th, tuition from April.

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;
type Sent<T extends JourneyCommand['type']> = Extract<JourneyCommand, { type: T }>['data'];

const day = (text: string) => text as LocalDate;

export const suspensionId = 'suspension-1';
export const withholdingId = 'withholding-1';
export const noticeId = 'notice-1';
export const interimId = 'interim-1';

export const reportSuspension: Sent<'ReportSuspension'> = {
  ...{ placementId, to: day('2026-03-04'), sessions: 5, reasons: ['PP', 'DB'] },
  ...{ basis: 'contractual', explanation: 'A fight at lunch.' },
};

/** Two days and a half from 2 March. */
export const suspended: Given<'SuspensionReported'> = {
  type: 'SuspensionReported',
  occurredOn: '2026-03-02',
  data: {
    ...{ suspensionId, placementId, to: day('2026-03-04'), sessions: 5 },
    ...{ reasons: ['PP', 'DB'], basis: 'contractual' },
  },
};

/** Sent home, and nothing in writing. */
export const withheld: Given<'PlaceWithheld'> = {
  type: 'PlaceWithheld',
  occurredOn: '2026-03-09',
  data: { withholdingId, placementId, formal: false },
};

export const restored: Given<'PlaceRestored'> = {
  type: 'PlaceRestored',
  occurredOn: '2026-03-13',
  data: { withholdingId },
};

export const recordNotice: Sent<'RecordNotice'> = {
  ...{ placementId, by: 'provider', reasonCode: 'behaviour', clauseRef: '12.3' },
  ...{ period: { value: 4, unit: 'schoolWeek' }, expiresOn: day('2026-04-24') },
  feesPayableUntil: day('2026-04-24'),
};

/** Four school weeks, by the school. */
export const noticeGiven: Given<'NoticeGiven'> = {
  type: 'NoticeGiven',
  occurredOn: '2026-03-16',
  data: {
    ...{ noticeId, placementId, by: 'provider', reasonCode: 'behaviour', clauseRef: '12.3' },
    ...{ period: { value: 4, unit: 'schoolWeek' }, expiresOn: day('2026-04-24') },
    feesPayableUntil: day('2026-04-24'),
  },
};

export const noticeDisputed: Given<'NoticeDisputed'> = {
  type: 'NoticeDisputed',
  occurredOn: '2026-03-18',
  data: { noticeId },
};

export const noticeWithdrawn: Given<'NoticeWithdrawn'> = {
  type: 'NoticeWithdrawn',
  occurredOn: '2026-03-20',
  data: { noticeId },
};

export const noticeSettled: Given<'NoticeSettled'> = {
  type: 'NoticeSettled',
  occurredOn: '2026-03-20',
  data: {
    ...{ noticeId, lastDay: day('2026-03-27'), feesPayableUntil: day('2026-04-24') },
    pence: 5_000_00,
  },
};

export const endPlacement: Sent<'EndPlacement'> = {
  ...{ placementId, placeEndedOn: day('2026-04-24'), fundedUntil: day('2026-04-24') },
  ...{ reasonCode: 'PRVBEH', explanation: 'It could not keep everyone safe.' },
};

/** Last day attended 27 March, the place held until 24 April. */
export const ended: Given<'PlacementEnded'> = {
  type: 'PlacementEnded',
  occurredOn: '2026-03-27',
  data: {
    ...{ placementId, placeEndedOn: day('2026-04-24'), fundedUntil: day('2026-04-24') },
    ...{ reasonCode: 'PRVBEH', codeListVersion: endingReasonsVersion, learner: {} },
  },
};

/** The same ending, and nobody knows yet why. */
export const endedAwaitingReason: Given<'PlacementEnded'> = {
  ...ended,
  data: { ...ended.data, reasonCode: 'AWAITED' },
};

/** A move that was decided in February: the transition of the transitions' examples. */
export const endedAsPlanned: Given<'PlacementEnded'> = {
  ...ended,
  data: { ...ended.data, reasonCode: 'STEPDN', decidedOn: day('2026-02-09') },
};

export const reasonSettled: Given<'EndingReasonSettled'> = {
  type: 'EndingReasonSettled',
  occurredOn: '2026-05-11',
  data: { placementId, reasonCode: 'PRVNEED', codeListVersion: endingReasonsVersion },
};

export const breakdownReviewed: Given<'BreakdownReviewed'> = {
  type: 'BreakdownReviewed',
  occurredOn: '2026-05-18',
  data: {
    ...{ breakdownReviewId: 'breakdown-review-1', placementId, preventable: 'partly' },
    learning: ['earlierReview', 'staffing'],
  },
};

export const safetyChecked: Given<'SafetyCheckRecorded'> = {
  type: 'SafetyCheckRecorded',
  occurredOn: '2026-03-11',
  data: { safetyCheckId: 'safety-check-1', placementId, trigger: 'inspection', outcome: 'stay' },
};

/** 15 hours a week at £50: £28,500 in 38 weeks. */
export const tuitionLines: PriceLineFields[] = [
  { code: 'tuition', unit: 'hour', ratePence: 50_00, quantityThousandths: 15_000 },
];

export const startInterim: Sent<'StartInterimProvision'> = {
  ...{ placementId, providerName: 'Sam Example, tutor', kind: 'tuition' },
  ...{ hoursPerWeekTenths: 150, basis: 's19', lines: tuitionLines },
};

export const interimStarted: Given<'InterimProvisionStarted'> = {
  type: 'InterimProvisionStarted',
  occurredOn: '2026-04-20',
  data: {
    ...{ interimId, placementId, kind: 'tuition', hoursPerWeekTenths: 150, basis: 's19' },
    ...{ lines: tuitionLines, providerName: 'Sam Example, tutor' },
  },
};

export const interimEnded: Given<'InterimProvisionEnded'> = {
  type: 'InterimProvisionEnded',
  occurredOn: '2026-07-17',
  data: { interimId, reasonCode: 'newPlacement' },
};
