import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  Codes,
  command,
  Day,
  Id,
  ListOf,
  RecordingFields,
  settingCategories,
  Text,
  type CommandsOf,
} from '../shared-kernel/index.js';
import {
  appealedSections,
  appealGrounds,
  mediationOutcomes,
  orderKinds,
  tribunalOutcomes,
} from './appeals.events.js';

export class RegisterAppeal extends RecordingFields {
  @Code(appealGrounds, { about: 'what is appealed against' })
  against!: (typeof appealGrounds)[number];
  @Id({ optional: true, about: 'the final plan appealed against; the one in force where not said' })
  finalPlanId?: string;
  @Id({ optional: true, about: 'the review whose decision is appealed against' })
  reviewId?: string;
  @Codes(appealedSections, { optional: true }) sections?: (typeof appealedSections)[number][];
  @Text({ optional: true, max: 100, about: 'the tribunal’s reference' }) ref?: string;
}

export class RecordMediationCertificate extends RecordingFields {
  @Code(mediationOutcomes) mediation!: (typeof mediationOutcomes)[number];
  @Code(appealGrounds, { about: 'the decision that mediation was about' })
  against!: (typeof appealGrounds)[number];
  @Id({ optional: true }) finalPlanId?: string;
  @Id({ optional: true }) reviewId?: string;
  @Id({ optional: true, about: 'the appeal, where there is one already' }) appealId?: string;
}

export class ConcedeAppeal extends RecordingFields {
  @Id() appealId!: string;
  @Text({ optional: true }) explanation?: string;
}

export class WithdrawAppeal extends RecordingFields {
  @Id() appealId!: string;
  @Text({ optional: true }) explanation?: string;
}

export class TribunalOrderFields {
  @Code(orderKinds) kind!: (typeof orderKinds)[number];
  @Id({ optional: true, about: 'the school ordered to be named' }) providerId?: string;
  @Code(settingCategories, { optional: true, about: 'the type ordered to be named' })
  settingType?: string;
  @Day({ optional: true, about: 'the day by which, where the tribunal set one' })
  directedBy?: LocalDate;
}

export class RecordTribunalDecision extends RecordingFields {
  @Id() appealId!: string;
  @Code(tribunalOutcomes) outcome!: (typeof tribunalOutcomes)[number];
  @ListOf(() => TribunalOrderFields, { min: 0, max: 20 }) orders!: TribunalOrderFields[];
  @Text({ optional: true }) notes?: string;
}

export const appealsCommands = {
  RegisterAppeal: command({
    body: RegisterAppeal,
    does: 'Record that the tribunal registered an appeal.',
    permission: 'journeys:record',
  }),
  RecordMediationCertificate: command({
    body: RecordMediationCertificate,
    does: 'Record a mediation certificate; it may come before the appeal.',
    permission: 'journeys:record',
  }),
  ConcedeAppeal: command({
    body: ConcedeAppeal,
    does: 'Decide not to oppose an appeal, and tell the tribunal.',
    permission: 'journeys:decide',
  }),
  WithdrawAppeal: command({
    body: WithdrawAppeal,
    does: 'Record that the family took its appeal back.',
    permission: 'journeys:record',
  }),
  RecordTribunalDecision: command({
    body: RecordTribunalDecision,
    does: 'Record what the tribunal decided, and what it ordered.',
    permission: 'journeys:record',
    schools: ({ orders }) =>
      orders.flatMap(({ providerId }) => (providerId === undefined ? [] : [providerId])),
  }),
} as const;

export type AppealsCommand = CommandsOf<typeof appealsCommands>;
