import type { LocalDate } from '#libs/event-sourcing';
import { contractRoutes } from '../offers/offers.events.js';
import {
  Code,
  Codes,
  command,
  Day,
  Flag,
  Id,
  ListOf,
  Pence,
  PriceLineFields,
  RecordingFields,
  Text,
  vatTreatments,
  Whole,
  type CommandsOf,
} from '../shared-kernel/index.js';
import {
  agreementParties,
  attendancePatterns,
  contributors,
  didNotStartReasons,
  rescheduleCauses,
  rescheduleReasons,
  termsReasons,
} from './starts.events.js';

export class IssueAgreement extends RecordingFields {
  @Id() placementId!: string;
  @Id({ optional: true, about: 'the number on the paper' }) reference?: string;
}

export class SignAgreement extends RecordingFields {
  @Id() placementId!: string;
  @Id({ optional: true, about: 'the one last issued where not said' }) agreementId?: string;
  @Codes(agreementParties, { max: 2 }) by!: (typeof agreementParties)[number][];
}

export class PlanStart extends RecordingFields {
  @Id() placementId!: string;
  @Day() startOn!: LocalDate;
  @Text({ optional: true }) arrangements?: string;
}

export class RescheduleStart extends RecordingFields {
  @Id() placementId!: string;
  @Day({ about: 'the new first day' }) to!: LocalDate;
  @Code(rescheduleReasons) reasonCode!: (typeof rescheduleReasons)[number];
  @Code(rescheduleCauses) causedBy!: (typeof rescheduleCauses)[number];
  @Text({ optional: true }) explanation?: string;
}

export class StartPlacement extends RecordingFields {
  @Id() placementId!: string;
  @Day({ optional: true, about: 'where the authority pays from another day than the first one' })
  fundedFrom?: LocalDate;
  @Id({ optional: true, about: 'one of the school’s sites' }) siteId?: string;
  @Code(attendancePatterns) pattern!: (typeof attendancePatterns)[number];
  @Whole({ optional: true, max: 70, about: 'days a week, in tenths' }) daysPerWeekTenths?: number;
  @Whole({ optional: true, max: 7 }) nightsPerWeek?: number;
  @Text({ optional: true }) note?: string;
}

export class RecordNonStart extends RecordingFields {
  @Id() placementId!: string;
  @Code(didNotStartReasons) reasonCode!: (typeof didNotStartReasons)[number];
  @Text({ optional: true }) explanation?: string;
}

export class ContributionFields {
  @Code(contributors) party!: (typeof contributors)[number];
  @Pence({ about: 'pence a year, net of VAT' }) pence!: number;
}

export class ChangeTerms extends RecordingFields {
  @Id() placementId!: string;
  @Day({ about: 'from which day the new terms apply; may lie in the past' })
  effectiveFrom!: LocalDate;
  @Code(termsReasons) reasonCode!: (typeof termsReasons)[number];
  @ListOf(() => PriceLineFields, { min: 0, max: 60, about: 'all lines, also those that stay' })
  lines!: PriceLineFields[];
  @Code(vatTreatments, { optional: true }) vat?: (typeof vatTreatments)[number];
  @Whole({ max: 53 }) weeksPerYear!: number;
  @Flag() residential!: boolean;
  @Code(contractRoutes, { optional: true }) route?: (typeof contractRoutes)[number];
  @Id({ optional: true, about: 'the new site of the same school' }) siteId?: string;
  @ListOf(() => ContributionFields, { optional: true, min: 0, max: 20 })
  contributions?: ContributionFields[];
  @Id({ optional: true }) approvalId?: string;
  @Id({ optional: true, about: 'the provider’s uplift that this applies' }) upliftId?: string;
  @Text({ optional: true }) explanation?: string;
}

export const startsCommands = {
  IssueAgreement: command({
    body: IssueAgreement,
    does: 'Record that the individual placement agreement was sent out.',
    permission: 'journeys:record',
  }),
  SignAgreement: command({
    body: SignAgreement,
    does: 'Record who signed the individual placement agreement.',
    permission: 'journeys:record',
  }),
  PlanStart: command({
    body: PlanStart,
    does: 'Fix the first day.',
    permission: 'journeys:record',
  }),
  RescheduleStart: command({
    body: RescheduleStart,
    does: 'Move the first day, and say on whose side the reason lay.',
    permission: 'journeys:record',
  }),
  StartPlacement: command({
    body: StartPlacement,
    does: 'Record the first day attended.',
    permission: 'journeys:record',
  }),
  RecordNonStart: command({
    body: RecordNonStart,
    does: 'Record that the learner was expected and never came.',
    permission: 'journeys:record',
  }),
  ChangeTerms: command({
    body: ChangeTerms,
    does: 'Change the price, weeks, boarding, site, route or contributions of a placement that goes on.',
    permission: 'journeys:decide',
  }),
} as const;

export type StartsCommand = CommandsOf<typeof startsCommands>;
