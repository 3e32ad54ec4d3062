import {
  accept,
  certainlyBefore,
  refuse,
  unchanged,
  type LocalDate,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { decidingRole, type JourneyContext, type ModuleRules } from '../shared-kernel/index.js';
import type { ApprovalsCommand } from './approvals.commands.js';
import type { ApprovalsEvent } from './approvals.events.js';
import { approvalOf, approvalsOf, peopleBehind } from './approvals.state.js';
import type { Approval } from './record.part.js';

type Rules = ModuleRules<ApprovalsEvent, ApprovalsCommand, JourneyState, JourneyEvent>;
type Approve = Extract<ApprovalsCommand, { type: 'Approve' }>;

const unknownApproval = (approvalId: string) => ({ because: 'unknown-approval', approvalId });

const decide: Rules['decide'] = {
  SeekApproval: ({ data }, journey, { newId }) =>
    approvalsOf(journey).some((approval) => asksTheSame(approval, data))
      ? unchanged
      : accept({ type: 'ApprovalSought', data: { ...data, approvalId: newId('approval') } }),

  Approve: (command, journey, context) => {
    const { data } = command;
    const approval = approvalOf(journey, data.approvalId);
    if (!approval) return refuse(unknownApproval(data.approvalId));
    const terms = termsOf(data, approval);
    // Conditions are never compared, they may have been erased: told again, they are new ones.
    if (givenAlready(approval, terms) && data.conditions === undefined) return unchanged;
    const refusal = samePerson(approval, command, context) ?? beyond(terms, command, context);
    return refusal ? refuse(refusal) : accept({ type: 'Approved', data: { ...data, ...terms } });
  },

  DeclineApproval: ({ data }, journey) =>
    approvalOf(journey, data.approvalId)?.status === 'declined' && data.explanation === undefined
      ? unchanged
      : accept({ type: 'ApprovalDeclined', data }),

  WithdrawApproval: ({ data }, journey) =>
    approvalOf(journey, data.approvalId)?.status === 'withdrawn' && data.explanation === undefined
      ? unchanged
      : accept({ type: 'ApprovalWithdrawn', data }),
};

type Sought = Extract<ApprovalsCommand, { type: 'SeekApproval' }>['data'];

const asksTheSame = (approval: Approval, { for: what, pencePerYear, from, to }: Sought): boolean =>
  approval.status === 'sought' &&
  approval.forKind === what.kind &&
  approval.forId === what.id &&
  approval.askedPence === pencePerYear &&
  approval.askedFrom === from &&
  approval.askedTo === to;

type Terms = Pick<Approval, 'ceilingPence' | 'from' | 'to'>;

/** As said, and otherwise as asked for. */
const termsOf = ({ ceilingPence, from, to }: Approve['data'], asked: Approval): Terms => ({
  ceilingPence: ceilingPence ?? asked.askedPence,
  from: from ?? asked.askedFrom,
  to: to ?? asked.askedTo,
});

/** Given on these terms: to give it again can only add conditions. */
const givenAlready = (approval: Approval, { ceilingPence, from, to }: Partial<Terms>): boolean =>
  approval.status === 'approved' &&
  approval.ceilingPence === ceilingPence &&
  approval.from === from &&
  approval.to === to;

// Neither the one who asked nor the one who wrote the asking down, under either name: or one person
// could record another's decision on their own request.
const samePerson = (
  { approvalId, soughtByAny }: Approval,
  { details: { decision } }: Approve,
  { actor }: JourneyContext,
): Refusal | undefined =>
  peopleBehind({ actor, decision }).some((person) => soughtByAny.includes(person))
    ? { because: 'same-person', approvalId }
    : undefined;

const beyond = (
  { ceilingPence }: Terms,
  { details: { decision } }: Approve,
  { actor, approvalLimitPence }: JourneyContext,
): Refusal | undefined => {
  const role = decidingRole(actor, decision);
  const limitPence = approvalLimitPence(role);
  return ceilingPence > limitPence
    ? { because: 'beyond-delegation', role, ceilingPence, limitPence }
    : undefined;
};

const backwards = (from: LocalDate | undefined, to: LocalDate | undefined): Refusal | undefined =>
  from !== undefined && to !== undefined && to < from
    ? { because: 'ends-before-it-begins', to }
    : undefined;

const notOpen = (
  journey: JourneyState,
  approvalId: string,
  open: readonly Approval['status'][],
): Refusal | undefined => {
  const approval = approvalOf(journey, approvalId);
  if (!approval) return unknownApproval(approvalId);
  return open.includes(approval.status)
    ? undefined
    : { because: 'approval-closed', approvalId, as: approval.status };
};

const admits: Rules['admits'] = {
  ApprovalSought: (_journey, { data: { from, to } }) => backwards(from, to),
  Approved: (journey, { data }) => {
    const approval = approvalOf(journey, data.approvalId);
    if (approval && givenAlready(approval, data)) return undefined;
    return notOpen(journey, data.approvalId, ['sought']) ?? backwards(data.from, data.to);
  },
  ApprovalDeclined: (journey, { data: { approvalId } }) => notOpen(journey, approvalId, ['sought']),
  ApprovalWithdrawn: (journey, { data: { approvalId } }) =>
    notOpen(journey, approvalId, ['sought', 'approved']),
};

const irregular: Rules['irregular'] = {
  Approved: (journey, { data: { approvalId }, occurredOn }) => {
    const approval = approvalOf(journey, approvalId);
    return approval && certainlyBefore(occurredOn, approval.soughtOn)
      ? [{ code: 'approved-before-it-was-sought', approvalId }]
      : [];
  },
};

export const approvalsRules: Rules = { decide, admits, irregular };
