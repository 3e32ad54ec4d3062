import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { AWAITED, endingReasons } from '../breakdowns/breakdowns.events.js';
import { ceaseReasons } from '../reviews/plans.events.js';
import {
  Checked,
  Code,
  command,
  Day,
  Flag,
  Id,
  RecordingFields,
  settingCategories,
  Text,
  When,
  Whole,
  type CommandsOf,
} from '../shared-kernel/index.js';
import { attendancePatterns } from '../starts/starts.events.js';
import {
  phaseTransferSources,
  isAuthorityCode,
  notApplicableReasons,
  phaseChanges,
  transitionKinds,
} from './transitions.events.js';

const Authority = (): PropertyDecorator =>
  Checked('local authority code', isAuthorityCode, { example: '886' });

export class IdentifyPhaseTransfer extends RecordingFields {
  @Whole({ min: 1990, max: 2199, about: 'the year in which the next phase begins' })
  transferYear!: number;
  @Code(phaseChanges) change!: (typeof phaseChanges)[number];
  @Day({ optional: true, about: 'the first day of it, where not that of the school year' })
  transferOn?: LocalDate;
  @Code(phaseTransferSources, { about: 'how it was found' })
  identifiedBy!: (typeof phaseTransferSources)[number];
}

export class RuleOutPhaseTransfer extends RecordingFields {
  @Id() transferId!: string;
  @Code(notApplicableReasons) reasonCode!: (typeof notApplicableReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class PlanTransition extends RecordingFields {
  @Id({ about: 'the placement that is to end' }) placementId!: string;
  @Code(transitionKinds) kind!: (typeof transitionKinds)[number];
  @Id({ optional: true, about: 'the phase transfer it carries out' }) transferId?: string;
  @Id({ optional: true, about: 'the review it was decided at' }) reviewId?: string;
  @Id({ optional: true, about: 'the school moved to' }) toProviderId?: string;
  @Code(settingCategories, { optional: true, about: 'the type of setting moved to' })
  toType?: string;
  @Day({ optional: true, about: 'the day the move is meant for' }) plannedFor?: LocalDate;
  @Text({ optional: true }) reasons?: string;
}

/** `occurredOn` is the first day attended at the next setting. */
export class MakeTransition extends RecordingFields {
  @Id() endedPlacementId!: string;
  @Id() startedPlacementId!: string;
  @Id({ optional: true, about: 'the decision to move on; the newest for the ended placement' })
  transitionId?: string;
  @When({ about: 'the last day attended at the placement that ended' }) lastAttendedOn!: OccurredOn;
  @Day({ optional: true, about: 'the last day the place was held; the last attended if not said' })
  placeEndedOn?: LocalDate;
  @Day({ optional: true }) fundedUntil?: LocalDate;
  @Code([...endingReasons, AWAITED], { optional: true, about: 'as planned where not said' })
  reasonCode?: (typeof endingReasons)[number] | typeof AWAITED;
  @Text({ optional: true, about: 'why the first placement ended' }) explanation?: string;
  @Day({ optional: true }) fundedFrom?: LocalDate;
  @Id({ optional: true }) siteId?: string;
  @Code(attendancePatterns) pattern!: (typeof attendancePatterns)[number];
  @Whole({ optional: true, max: 70, about: 'days a week, in tenths' }) daysPerWeekTenths?: number;
  @Whole({ optional: true, max: 7 }) nightsPerWeek?: number;
}

export class ReceiveTransferIn extends RecordingFields {
  @Authority() fromAuthority!: string;
  @Day({ optional: true, about: 'when the learner moved' }) movedOn?: LocalDate;
  @Day() planMadeOn!: LocalDate;
  @Day({ optional: true }) lastReviewedOn?: LocalDate;
}

export class NotifyTransferIn extends RecordingFields {
  @Id() transferInId!: string;
  @Flag({ about: 'the learner will be assessed again' }) reassess!: boolean;
  @Day({ optional: true, about: 'when the plan will be reviewed' }) reviewBy?: LocalDate;
}

export class SendTransferOut extends RecordingFields {
  @Authority() toAuthority!: string;
  @Day({ about: 'when this authority became aware of the move' }) awareOn!: LocalDate;
  @Day() movedOn!: LocalDate;
}

export class DecidePlanCease extends RecordingFields {
  @Id({ optional: true, about: 'the proposal that was consulted on; the newest where not said' })
  proposalId?: string;
  @Code(ceaseReasons) reason!: (typeof ceaseReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class CeasePlan extends RecordingFields {
  @Id({ optional: true, about: 'the decision to cease' }) ceaseId?: string;
  @Day({ about: 'the last day of the plan: never the day of the decision' }) endsOn!: LocalDate;
  @Code(ceaseReasons) reason!: (typeof ceaseReasons)[number];
}

export const transitionsCommands = {
  IdentifyPhaseTransfer: command({
    body: IdentifyPhaseTransfer,
    does: 'Record that the learner is due to change phase.',
    permission: 'journeys:record',
  }),
  RuleOutPhaseTransfer: command({
    body: RuleOutPhaseTransfer,
    does: 'Record that the learner will not change phase in that year after all.',
    permission: 'journeys:record',
  }),
  PlanTransition: command({
    body: PlanTransition,
    does: 'Decide that the learner moves on from a placement.',
    permission: 'journeys:decide',
    schools: ({ toProviderId }) => (toProviderId === undefined ? [] : [toProviderId]),
  }),
  MakeTransition: command({
    body: MakeTransition,
    does: 'Record a move: one placement ended, the next one started, in one entry.',
    permission: 'journeys:record',
  }),
  ReceiveTransferIn: command({
    body: ReceiveTransferIn,
    does: 'Record that another authority transferred the plan to this one.',
    permission: 'journeys:record',
  }),
  NotifyTransferIn: command({
    body: NotifyTransferIn,
    does: 'Tell the family that the plan is here, whether it is reassessed, and when reviewed.',
    permission: 'journeys:record',
  }),
  SendTransferOut: command({
    body: SendTransferOut,
    does: 'Transfer the plan to the authority that the learner moved to.',
    permission: 'journeys:decide',
  }),
  DecidePlanCease: command({
    body: DecidePlanCease,
    does: 'Decide to cease the plan, and tell the family of its right of appeal.',
    permission: 'journeys:decide',
  }),
  CeasePlan: command({
    body: CeasePlan,
    does: 'Record the day on which the plan ends.',
    permission: 'journeys:decide',
  }),
} as const;

export type TransitionsCommand = CommandsOf<typeof transitionsCommands>;
