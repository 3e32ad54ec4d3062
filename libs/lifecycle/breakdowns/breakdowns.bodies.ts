import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  Codes,
  Day,
  Flag,
  Id,
  ListOf,
  Nested,
  Pence,
  PriceLineFields,
  RecordingFields,
  Text,
  Whole,
} from '../shared-kernel/index.js';
import {
  interimBases,
  interimEndings,
  interimKinds,
  learningThemes,
  noticeParties,
  noticeReasons,
  noticeUnits,
  preventability,
  safetyOutcomes,
  safetyTriggers,
  suspensionBases,
  suspensionReasons,
} from './breakdowns.events.js';
import { AWAITED, endingReasons } from './ending-reasons.js';

export class ReportSuspension extends RecordingFields {
  @Id() placementId!: string;
  @Day({ optional: true, about: 'the last day of it, where known' }) to?: LocalDate;
  @Whole({ min: 1, max: 400, about: 'half days missed, two a school day' }) sessions!: number;
  @Codes(suspensionReasons, { optional: true, max: 3, about: 'up to three' })
  reasons?: (typeof suspensionReasons)[number][];
  @Code(suspensionBases) basis!: (typeof suspensionBases)[number];
  @Text({ optional: true }) explanation?: string;
}

export class RecordPlaceWithheld extends RecordingFields {
  @Id() placementId!: string;
  @Flag({ about: 'in writing and under a rule of the contract' }) formal!: boolean;
  @Text({ optional: true }) explanation?: string;
}

export class RecordPlaceRestored extends RecordingFields {
  @Id() withholdingId!: string;
  @Text({ optional: true }) explanation?: string;
}

export class NoticePeriodFields {
  @Whole({ max: 1000 }) value!: number;
  @Code(noticeUnits) unit!: (typeof noticeUnits)[number];
}

export class RecordNotice extends RecordingFields {
  @Id() placementId!: string;
  @Code(noticeParties, { about: 'who gave it' }) by!: (typeof noticeParties)[number];
  @Code(noticeReasons, { optional: true }) reasonCode?: (typeof noticeReasons)[number];
  @Nested(() => NoticePeriodFields, { optional: true }) period?: NoticePeriodFields;
  @Id({ optional: true, about: 'the clause of the contract, e.g. 12.3' }) clauseRef?: string;
  @Day() expiresOn!: LocalDate;
  @Day({ optional: true }) feesPayableUntil?: LocalDate;
  @Text({ optional: true }) explanation?: string;
}

export class DisputeNotice extends RecordingFields {
  @Id() noticeId!: string;
  @Text({ optional: true }) grounds?: string;
}

export class WithdrawNotice extends RecordingFields {
  @Id() noticeId!: string;
  @Text({ optional: true }) explanation?: string;
}

export class SettleNotice extends RecordingFields {
  @Id() noticeId!: string;
  @Day() lastDay!: LocalDate;
  @Day() feesPayableUntil!: LocalDate;
  @Pence({ about: 'what is paid to settle, in all, in pence net of VAT' }) pence!: number;
  @Id({ optional: true }) approvalId?: string;
  @Text({ optional: true }) terms?: string;
}

export class RecordSafetyCheck extends RecordingFields {
  @Id() placementId!: string;
  @Code(safetyTriggers) trigger!: (typeof safetyTriggers)[number];
  @Code(safetyOutcomes) outcome!: (typeof safetyOutcomes)[number];
  @Text({ optional: true }) notes?: string;
}

export class EndPlacement extends RecordingFields {
  @Id() placementId!: string;
  @Day({ about: 'the last day on which the place was held' }) placeEndedOn!: LocalDate;
  @Day({ optional: true, about: 'the last day paid for' }) fundedUntil?: LocalDate;
  @Code([...endingReasons, AWAITED]) reasonCode!: (typeof endingReasons)[number] | typeof AWAITED;
  @Id({ optional: true, about: 'the decision it rests on' }) decisionRef?: string;
  @Day({ optional: true, about: 'the day of that decision' }) decidedOn?: LocalDate;
  @Text({ optional: true }) explanation?: string;
}

export class SettleEndingReason extends RecordingFields {
  @Id() placementId!: string;
  @Code(endingReasons) reasonCode!: (typeof endingReasons)[number];
  @Id({ optional: true, about: 'the decision the ending rested on' }) decisionRef?: string;
  @Day({ optional: true, about: 'the day of that decision' }) decidedOn?: LocalDate;
  @Text({ optional: true }) explanation?: string;
}

export class RecordBreakdownReview extends RecordingFields {
  @Id() placementId!: string;
  @Code(preventability) preventable!: (typeof preventability)[number];
  @Codes(learningThemes, { optional: true, max: 20 })
  learning?: (typeof learningThemes)[number][];
  @Text({ optional: true }) findings?: string;
  @Text({ optional: true }) lessons?: string;
}

class InterimTerms extends RecordingFields {
  @Whole({ max: 1000, about: 'hours a week, in tenths: 12.5 hours is 125' })
  hoursPerWeekTenths!: number;
  @Code(interimBases) basis!: (typeof interimBases)[number];
  @ListOf(() => PriceLineFields, { min: 0, max: 60 }) lines!: PriceLineFields[];
  @Id({ optional: true }) approvalId?: string;
}

export class StartInterimProvision extends InterimTerms {
  @Id({ optional: true, about: 'the placement it stands in for' }) placementId?: string;
  @Id({ optional: true, about: 'the provider, where it is in the register' }) providerId?: string;
  @Text({ optional: true, max: 300, about: 'the provider, where it is not' })
  providerName?: string;
  @Code(interimKinds) kind!: (typeof interimKinds)[number];
}

export class ChangeInterimProvision extends InterimTerms {
  @Id() interimId!: string;
}

export class EndInterimProvision extends RecordingFields {
  @Id() interimId!: string;
  @Code(interimEndings) reasonCode!: (typeof interimEndings)[number];
  @Text({ optional: true }) explanation?: string;
}
