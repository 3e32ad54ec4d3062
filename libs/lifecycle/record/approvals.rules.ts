import type { OccurredOn, RecordingDetails, Refusal } from '#libs/event-sourcing';
import type { JourneyState } from '../journey/journey-state.js';
import { approvalCovers, type Coverage, type ReliedOn } from './record.state.js';
import { decidingRole, type JourneyContext } from '../shared-kernel/index.js';

/** What is to be spent a year (a settlement: in all), and the approval it rests on, if any. */
export type Spending = Readonly<{ askedPence: number; approvalId: string | undefined }>;

/** Above what the one who decides may spend alone, an approval is needed. */
export const approvalNeeded = (
  { askedPence, approvalId }: Spending,
  { approvalLimitPence, actor }: JourneyContext,
  { decision }: RecordingDetails,
): Refusal | undefined => {
  const limitPence = approvalLimitPence(decidingRole(actor, decision));
  return approvalId === undefined && askedPence > limitPence
    ? { because: 'approval-needed', askedPence, limitPence }
    : undefined;
};

const NONE_NAMED: Coverage = { impossible: undefined, irregular: [] };

/** Whether the approval that is named covers the spending; nothing to say where none is named. */
export const coverageOf = (
  journey: JourneyState,
  { askedPence, approvalId }: Spending,
  { kind, on }: Readonly<{ kind: ReliedOn['kind']; on: OccurredOn }>,
): Coverage =>
  approvalId === undefined
    ? NONE_NAMED
    : approvalCovers(journey, { approvalId, kind, pencePerYear: askedPence, on });
