import type { LocalDate, Refusal } from '#libs/event-sourcing';
import type { Evolve, LearnerSnapshot } from '../shared-kernel/index.js';
import type { RecordEvent } from './record.events.js';

export type RecordPart = Readonly<Record<never, never>>;

export const initialRecord: RecordPart = {};

export const evolveRecord: Evolve<RecordPart, RecordEvent> = {};

export type Approval = Readonly<{
  approvalId: string;
  /** Who asked for it: may not be the one who gives it. */
  soughtBy: string;
  forKind: 'placement' | 'terms' | 'interim' | 'settlement';
  status: 'sought' | 'approved' | 'declined' | 'withdrawn';
  ceilingPence: number;
  from: LocalDate | undefined;
  to: LocalDate | undefined;
}>;

/** An approval asked for, by its id. */
export const approvalOf = (
  _journey: Readonly<{ record: RecordPart }>,
  _id: string,
): Approval | undefined => undefined;

/** What is known of the learner now, to be copied onto events that rely on it. */
export const learnerSnapshotOf = (
  _journey: Readonly<{ record: RecordPart }>,
): LearnerSnapshot => ({});

/** Registered, and so open to be recorded on. */
export const isRegistered = (_journey: Readonly<{ record: RecordPart }>): boolean => false;

/** Why nothing can be recorded any more (merged away, disposed of), if so. */
export const closedBy = (_journey: Readonly<{ record: RecordPart }>): Refusal | undefined =>
  undefined;
