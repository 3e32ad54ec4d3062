import type { Happened, Irregularity, OccurredOn, Refusal } from '#libs/event-sourcing';
import { change, put, type Evolve } from '../shared-kernel/index.js';
import type { ApprovalKind, ApprovalsEvent } from './approvals.events.js';
import type { Approval, HasRecord, RecordPart } from './record.part.js';

type By = Pick<Happened, 'actor' | 'decision'>;

/** Who did it: who decided, or else who recorded it. */
export const personBehind = ({ actor, decision }: By): string => decision?.by ?? actor.id;

/** Everyone who had a hand in it: a second pair of eyes is none of these. */
export const peopleBehind = ({ actor, decision }: By): readonly string[] =>
  decision === undefined || decision.by === actor.id ? [actor.id] : [actor.id, decision.by];

const changeApproval = (part: RecordPart, id: string, by: Partial<Approval>): RecordPart => ({
  ...part,
  approvals: change(part.approvals, id, by),
});

export const evolveApprovals: Evolve<RecordPart, ApprovalsEvent> = {
  ApprovalSought: (part, event) => {
    const { data, occurredOn } = event;
    const approval: Approval = {
      approvalId: data.approvalId,
      soughtBy: personBehind(event),
      soughtByAny: peopleBehind(event),
      soughtOn: occurredOn,
      forKind: data.for.kind,
      forId: data.for.id,
      askedPence: data.pencePerYear,
      askedFrom: data.from,
      askedTo: data.to,
      status: 'sought',
      ceilingPence: 0,
      from: undefined,
      to: undefined,
    };
    return { ...part, approvals: put(part.approvals, data.approvalId, approval) };
  },
  Approved: (part, { data: { approvalId, ceilingPence, from, to } }) =>
    changeApproval(part, approvalId, { status: 'approved', ceilingPence, from, to }),
  ApprovalDeclined: (part, { data }) =>
    changeApproval(part, data.approvalId, { status: 'declined' }),
  ApprovalWithdrawn: (part, { data }) =>
    changeApproval(part, data.approvalId, { status: 'withdrawn' }),
};

/** An approval asked for, by its id. */
export const approvalOf = ({ record }: HasRecord, id: string): Approval | undefined =>
  record.approvals[id];

export const approvalsOf = ({ record }: HasRecord): readonly Approval[] =>
  Object.values(record.approvals);

/** What somebody wants to do by leave of an approval. */
export type ReliedOn = Readonly<{
  approvalId: string;
  kind: ApprovalKind;
  /** A year; for a settlement, in all. */
  pencePerYear: number;
  on: OccurredOn;
}>;

/** `impossible` is for `admits`, `irregular` for `irregular`, of the event that relies on it. */
export type Coverage = Readonly<{
  impossible: Refusal | undefined;
  irregular: readonly Irregularity[];
}>;

/** Does the approval cover it: the same kind of thing, given, within its ceiling and its dates? */
export const approvalCovers = (journey: HasRecord, asked: ReliedOn): Coverage => {
  const approval = approvalOf(journey, asked.approvalId);
  const impossible = notGiven(approval, asked);
  if (impossible || !approval) return { impossible, irregular: [] };
  return {
    impossible: undefined,
    irregular: [...aboveCeiling(approval, asked), ...notInForce(approval, asked)],
  };
};

const notGiven = (
  approval: Approval | undefined,
  { approvalId, kind }: ReliedOn,
): Refusal | undefined => {
  if (approval?.status !== 'approved') return { because: 'not-approved', approvalId };
  const { forKind } = approval;
  return forKind === kind
    ? undefined
    : { because: 'approved-for-something-else', approvalId, forKind };
};

const aboveCeiling = ({ ceilingPence }: Approval, { pencePerYear: askedPence }: ReliedOn) =>
  askedPence > ceilingPence ? [{ code: 'above-approved-ceiling', askedPence, ceilingPence }] : [];

const notInForce = ({ approvalId, from, to }: Approval, { on }: ReliedOn) =>
  (from !== undefined && on.to < from) || (to !== undefined && on.from > to)
    ? [{ code: 'approval-not-in-force', approvalId, from, to }]
    : [];
