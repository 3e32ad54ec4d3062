import type { LocalDate } from '#libs/event-sourcing';
import {
  Checked,
  Code,
  Codes,
  command,
  Day,
  Flag,
  Id,
  ListOf,
  Nested,
  RecordingFields,
  Text,
  Texts,
  Whole,
  type CommandsOf,
} from '../shared-kernel/index.js';
import { isUln, isUpn } from '../shared-kernel/identifiers.js';
import {
  addressKinds,
  contactRelations,
  decisionHolderBases,
  decisionHolders,
  learnerStatusKinds,
  needCodes,
  sexes,
  upnUnknownReasons,
  withholdFromParties,
  type NeedCode,
} from './learner.events.js';

const LA_CODE = /^\d{3}$/;
const authority = { about: 'a local authority by its three-figure code', example: '886' };
const Authority = (options: Readonly<{ optional?: boolean }> = {}): PropertyDecorator =>
  Checked('local authority code', (value) => LA_CODE.test(value), { ...authority, ...options });

const Upn = (): PropertyDecorator => Checked('UPN', isUpn, { optional: true });
const Uln = (): PropertyDecorator => Checked('ULN', isUln, { optional: true });
const Cohort = (): PropertyDecorator =>
  Whole({
    optional: true,
    min: 1950,
    max: 2199,
    about: 'the year in which reception of the year group began; by date of birth where not said',
  });
const FurtherNeeds = (): PropertyDecorator =>
  Codes(needCodes, { optional: true, max: 12, about: 'in order of weight' });
const WithholdFrom = (): PropertyDecorator =>
  Codes(withholdFromParties, { optional: true, about: 'who must not be told' });

type Sex = (typeof sexes)[number];
type UnknownReason = (typeof upnUnknownReasons)[number];
type Withheld = (typeof withholdFromParties)[number][];
type Relation = (typeof contactRelations)[number];

export class NameFields {
  @Text({ max: 200 }) given!: string;
  @Text({ max: 200 }) family!: string;
  @Text({ optional: true, max: 200, about: 'what the person is called' }) known?: string;
}

export class AddressFields {
  @Texts({ max: 8, length: 200 }) lines!: string[];
  @Text({ optional: true, max: 10 }) postcode?: string;
}

export class IdentifierFields {
  @Id({ about: 'the other system' }) system!: string;
  @Id({ about: 'its identifier for the learner' }) value!: string;
}

export class RegisterLearner extends RecordingFields {
  @Nested(() => NameFields) name!: NameFields;
  @Day() dateOfBirth!: LocalDate;
  @Upn() upn?: string;
  @Uln() uln?: string;
  @Code(upnUnknownReasons, { optional: true }) upnUnknownReason?: UnknownReason;
  @Code(sexes) sex!: Sex;
  @Nested(() => AddressFields, { optional: true }) address?: AddressFields;
  @Id({ optional: true, about: 'the district of the address, by its ONS code' }) district?: string;
  @Code(needCodes, { optional: true }) primaryNeed?: NeedCode;
  @FurtherNeeds() furtherNeeds?: NeedCode[];
  @Cohort() cohort?: number;
  @Authority() responsibleAuthority!: string;
  @Authority({ optional: true }) belongingAuthority?: string;
  @ListOf(() => IdentifierFields, { optional: true, max: 50 }) otherIds?: IdentifierFields[];
}

/** What may be taken away from the details; the rest can only be changed. */
export const removableDetails = ['upn', 'uln', 'upnUnknownReason', 'belongingAuthority'] as const;

export class AmendLearnerDetails extends RecordingFields {
  @Nested(() => NameFields, { optional: true }) name?: NameFields;
  @Day({ optional: true }) dateOfBirth?: LocalDate;
  @Upn() upn?: string;
  @Uln() uln?: string;
  @Code(upnUnknownReasons, { optional: true }) upnUnknownReason?: UnknownReason;
  @Code(sexes, { optional: true }) sex?: Sex;
  @Cohort() cohort?: number;
  @Authority({ optional: true }) responsibleAuthority?: string;
  @Authority({ optional: true }) belongingAuthority?: string;
  @Codes(removableDetails, { optional: true, about: 'details that no longer hold' })
  remove?: (typeof removableDetails)[number][];
}

export class AmendNeeds extends RecordingFields {
  @Code(needCodes) primaryNeed!: NeedCode;
  @FurtherNeeds() furtherNeeds?: NeedCode[];
}

export class LinkIdentifier extends RecordingFields {
  @Id({ about: 'the other system' }) system!: string;
  @Id({ about: 'its identifier for the learner' }) value!: string;
}

export class ChangeAddress extends RecordingFields {
  @Nested(() => AddressFields) address!: AddressFields;
  @Code(addressKinds) kind!: (typeof addressKinds)[number];
  @Id({ optional: true, about: 'the district, by its ONS code' }) district?: string;
  @Authority({ optional: true }) authority?: string;
  @Day({ optional: true, about: 'where it holds from another day' }) effectiveFrom?: LocalDate;
  @WithholdFrom() withholdFrom?: Withheld;
}

export class RecordContact extends RecordingFields {
  @Nested(() => NameFields) name!: NameFields;
  @Code(contactRelations) relation!: Relation;
  @Flag() parentalResponsibility!: boolean;
  @Text({ optional: true, max: 50 }) phone?: string;
  @Text({ optional: true, max: 320 }) email?: string;
  @Nested(() => AddressFields, { optional: true }) address?: AddressFields;
  @WithholdFrom() withholdFrom?: Withheld;
}

export class AmendContact extends RecordContact {
  @Id() contactId!: string;
  @Flag({ optional: true, about: 'false: no longer a contact' }) current?: boolean;
}

export class ChangeDecisionHolder extends RecordingFields {
  @Code(decisionHolders) holder!: (typeof decisionHolders)[number];
  @Code(decisionHolderBases) basis!: (typeof decisionHolderBases)[number];
  @Id({ optional: true }) contactId?: string;
  @Day({ optional: true, about: 'where it holds from another day' }) effectiveFrom?: LocalDate;
}

export class RecordLearnerStatus extends RecordingFields {
  @Code(learnerStatusKinds) kind!: (typeof learnerStatusKinds)[number];
  @Authority({ optional: true }) authority?: string;
  @Day({ optional: true, about: 'the last day, where known' }) to?: LocalDate;
}

export class EndLearnerStatus extends RecordingFields {
  @Id() statusId!: string;
}

export const learnerCommands = {
  RegisterLearner: command({
    body: RegisterLearner,
    does: 'Open a record for a learner.',
    permission: 'journeys:record',
  }),
  AmendLearnerDetails: command({
    body: AmendLearnerDetails,
    does: 'Record that details of who the learner is changed.',
    permission: 'journeys:record',
  }),
  AmendNeeds: command({
    body: AmendNeeds,
    does: "Record the learner's needs as they are now.",
    permission: 'journeys:record',
  }),
  LinkIdentifier: command({
    body: LinkIdentifier,
    does: 'Record how another system knows the learner.',
    permission: 'journeys:record',
  }),
  ChangeAddress: command({
    body: ChangeAddress,
    does: 'Record a new address.',
    permission: 'journeys:record',
  }),
  RecordContact: command({
    body: RecordContact,
    does: 'Record a parent, carer or other contact.',
    permission: 'journeys:record',
  }),
  AmendContact: command({
    body: AmendContact,
    does: 'Record what is now known of a contact, in full.',
    permission: 'journeys:record',
  }),
  ChangeDecisionHolder: command({
    body: ChangeDecisionHolder,
    does: 'Record who now decides for the learner.',
    permission: 'journeys:record',
  }),
  RecordLearnerStatus: command({
    body: RecordLearnerStatus,
    does: 'Record that the learner is looked after, in need, or the like.',
    permission: 'journeys:record',
  }),
  EndLearnerStatus: command({
    body: EndLearnerStatus,
    does: 'Record that such a status ended.',
    permission: 'journeys:record',
  }),
} as const;

export type LearnerCommand = CommandsOf<typeof learnerCommands>;
