import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  command,
  Day,
  Id,
  Nested,
  Pence,
  RecordingFields,
  Text,
  type CommandsOf,
} from '../shared-kernel/index.js';
import {
  approvalDeclinedReasons,
  approvalKinds,
  approvalWithdrawnReasons,
  type ApprovalKind,
} from './approvals.events.js';

export class ApprovalForFields {
  @Code(approvalKinds) kind!: ApprovalKind;
  @Id({ optional: true, about: 'the offer, placement, interim provision or notice' }) id?: string;
}

export class SeekApproval extends RecordingFields {
  @Nested(() => ApprovalForFields) for!: ApprovalForFields;
  @Pence({ about: 'pence a year, net of VAT; for a settlement, in all' }) pencePerYear!: number;
  @Day({ optional: true }) from?: LocalDate;
  @Day({ optional: true }) to?: LocalDate;
  @Text({ optional: true }) grounds?: string;
}

export class Approve extends RecordingFields {
  @Id() approvalId!: string;
  @Pence({ optional: true, about: 'pence a year; what was asked for where not said' })
  ceilingPence?: number;
  @Day({ optional: true, about: 'as asked for where not said' }) from?: LocalDate;
  @Day({ optional: true, about: 'as asked for where not said' }) to?: LocalDate;
  @Text({ optional: true }) conditions?: string;
}

export class DeclineApproval extends RecordingFields {
  @Id() approvalId!: string;
  @Code(approvalDeclinedReasons) reasonCode!: (typeof approvalDeclinedReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class WithdrawApproval extends RecordingFields {
  @Id() approvalId!: string;
  @Code(approvalWithdrawnReasons) reasonCode!: (typeof approvalWithdrawnReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export const approvalsCommands = {
  SeekApproval: command({
    body: SeekApproval,
    does: 'Ask for leave to spend up to an amount.',
    permission: 'journeys:record',
  }),
  Approve: command({
    body: Approve,
    does: 'Give leave, up to a ceiling. It must be somebody other than who asked.',
    permission: 'approvals:decide',
  }),
  DeclineApproval: command({
    body: DeclineApproval,
    does: 'Refuse leave.',
    permission: 'approvals:decide',
  }),
  WithdrawApproval: command({
    body: WithdrawApproval,
    does: 'Take back the asking, or the leave that was given.',
    permission: 'journeys:decide',
  }),
} as const;

export type ApprovalsCommand = CommandsOf<typeof approvalsCommands>;
