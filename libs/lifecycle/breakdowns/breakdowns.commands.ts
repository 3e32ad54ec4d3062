import { command, type CommandsOf } from '../shared-kernel/index.js';
import * as body from './breakdowns.bodies.js';

export * from './breakdowns.bodies.js';

export const breakdownsCommands = {
  ReportSuspension: command({
    body: body.ReportSuspension,
    does: 'Record that the school suspended the learner.',
    permission: 'journeys:record',
  }),
  RecordPlaceWithheld: command({
    body: body.RecordPlaceWithheld,
    does: 'Record that the place is not open to the learner, without a suspension.',
    permission: 'journeys:record',
  }),
  RecordPlaceRestored: command({
    body: body.RecordPlaceRestored,
    does: 'Record that the place is open to the learner again.',
    permission: 'journeys:record',
  }),
  RecordNotice: command({
    body: body.RecordNotice,
    does: 'Record that the school, the authority or the family gave notice.',
    permission: 'journeys:record',
  }),
  DisputeNotice: command({
    body: body.DisputeNotice,
    does: 'Record that the other side does not accept a notice.',
    permission: 'journeys:record',
  }),
  WithdrawNotice: command({
    body: body.WithdrawNotice,
    does: 'Record that a notice was taken back.',
    permission: 'journeys:record',
  }),
  SettleNotice: command({
    body: body.SettleNotice,
    does: 'Record how a notice was settled: the last day, and what is still paid.',
    permission: 'journeys:decide',
  }),
  RecordSafetyCheck: command({
    body: body.RecordSafetyCheck,
    does: 'Record whether the learner can stay after an inspection or an allegation.',
    permission: 'journeys:record',
  }),
  EndPlacement: command({
    body: body.EndPlacement,
    does: 'Record that a placement is over, for whatever reason; the date is the last day attended.',
    permission: 'journeys:record',
  }),
  SettleEndingReason: command({
    body: body.SettleEndingReason,
    does: 'Settle why a placement ended, where that was awaited or thought another.',
    permission: 'journeys:record',
  }),
  RecordBreakdownReview: command({
    body: body.RecordBreakdownReview,
    does: 'Record what a review of a breakdown found.',
    permission: 'journeys:record',
  }),
  StartInterimProvision: command({
    body: body.StartInterimProvision,
    does: 'Record education out of school for a learner without a place to go to.',
    permission: 'journeys:decide',
    schools: ({ providerId }) => (providerId === undefined ? [] : [providerId]),
  }),
  ChangeInterimProvision: command({
    body: body.ChangeInterimProvision,
    does: 'Change the hours, basis or price of interim provision.',
    permission: 'journeys:decide',
  }),
  EndInterimProvision: command({
    body: body.EndInterimProvision,
    does: 'Record that interim provision is over; the date is its last day.',
    permission: 'journeys:record',
  }),
} as const;

export type BreakdownsCommand = CommandsOf<typeof breakdownsCommands>;
