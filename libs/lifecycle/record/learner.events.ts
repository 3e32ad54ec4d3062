import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, localDate, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

/** Types of need as the national SEN2 return has them (domain §3.1). */
export const needCodes = [
  ...(['SPLD', 'MLD', 'SLD', 'PMLD', 'SEMH', 'SLCN', 'HI', 'VI', 'MSI', 'PD'] as const),
  ...(['ASD', 'DS', 'OTH'] as const),
] as const;
export type NeedCode = (typeof needCodes)[number];
/** Why a learner has no unique pupil number, as the SEN2 return has it (domain §3.2). */
export const upnUnknownReasons = ['UN1', 'UN2', 'UN3', 'UN5', 'UN8', 'UN9', 'UN10'] as const;
export const sexes = ['female', 'male', 'notKnown'] as const;
export const addressKinds = [
  ...(['home', 'foster', 'childrensHome', 'temporary', 'otherParent'] as const),
  ...(['correspondence', 'other'] as const),
] as const;
export const withholdFromParties = [
  ...(['learner', 'otherParent', 'schools', 'transport', 'partners', 'everyone'] as const),
] as const;
export const contactRelations = [
  ...(['mother', 'father', 'stepParent', 'adoptiveParent', 'grandparent', 'guardian'] as const),
  ...(['fosterCarer', 'sibling', 'socialWorker', 'advocate', 'representative', 'other'] as const),
] as const;
export const decisionHolders = ['parent', 'youngPerson', 'representative'] as const;
export const decisionHolderBases = [
  ...(['parentalResponsibility', 'overSchoolAge', 'lacksCapacity', 'courtOrder'] as const),
  ...(['deputyship', 'agreement', 'other'] as const),
] as const;
export const learnerStatusKinds = [
  ...(['lookedAfter', 'previouslyLookedAfter', 'childInNeed', 'childProtection'] as const),
  ...(['careLeaver', 'youngOffender', 'armedForcesFamily', 'asylumSeeker', 'other'] as const),
] as const;

const personName = z.strictObject({
  given: text(200),
  family: text(200),
  /** What the learner is called, where that differs. */
  known: text(200).optional(),
});
export type PersonName = Readonly<z.infer<typeof personName>>;

const address = z.strictObject({
  lines: z.array(text(200)).min(1).max(8).readonly(),
  postcode: text(10).optional(),
});
export type PostalAddress = Readonly<z.infer<typeof address>>;

const linked = z.strictObject({ system: id, value: id });
export type LinkedIdentifier = Readonly<z.infer<typeof linked>>;

/** A local authority by its three-figure code. */
const authority = z.string().regex(/^\d{3}$/);
const withholdFrom = z.array(code(withholdFromParties)).max(20).readonly();
/** The calendar year in which the reception year of the learner's year group began. */
const cohort = z.int().min(1900).max(2199);
const furtherNeeds = z.array(code(needCodes)).max(12).readonly();

const identity = {
  name: personName,
  dateOfBirth: localDate,
  upn: text(13).optional(),
  uln: text(10).optional(),
  upnUnknownReason: code(upnUnknownReasons).optional(),
  sex: code(sexes),
};

const contact = {
  relation: code(contactRelations),
  parentalResponsibility: z.boolean(),
  withholdFrom,
};

const reachedAt = {
  name: personName,
  phone: text(50).optional(),
  email: text(320).optional(),
  address: address.optional(),
};

/** The fields that an amendment may name; a field named but not given was taken away. */
export const detailFields = [
  ...(['name', 'dateOfBirth', 'upn', 'uln', 'upnUnknownReason', 'sex'] as const),
  ...(['cohort', 'responsibleAuthority', 'belongingAuthority'] as const),
] as const;
export type DetailField = (typeof detailFields)[number];

export const learnerCatalogue = {
  LearnerRegistered: event({
    storedAs: 'learner-registered',
    meaning: 'A record was opened for a learner: who it is, and for what needs.',
    occurs: 'the day the authority became concerned with the learner',
    rank: 100,
    opening: true,
    data: {
      /** Absent where it is not known yet, as on some cases that were brought forward. */
      primaryNeed: code(needCodes).optional(),
      /** In order of weight. */
      furtherNeeds,
      cohort,
      /** The district of the address, by its ONS code. */
      district: id.optional(),
      responsibleAuthority: authority,
      belongingAuthority: authority.optional(),
    },
    personal: {
      ...identity,
      address: address.optional(),
      otherIds: z.array(linked).max(50).readonly().optional(),
    },
  }),
  LearnerDetailsAmended: event({
    storedAs: 'learner-details-amended',
    meaning: 'Details of who the learner is changed; what is not named stays as it was.',
    occurs: 'the day from which the new details hold',
    rank: 105,
    data: {
      changed: z.array(code(detailFields)).min(1).max(detailFields.length).readonly(),
      cohort: cohort.optional(),
      responsibleAuthority: authority.optional(),
      belongingAuthority: authority.optional(),
    },
    personal: {
      ...identity,
      name: personName.optional(),
      dateOfBirth: localDate.optional(),
      sex: code(sexes).optional(),
    },
  }),
  NeedsAmended: event({
    storedAs: 'needs-amended',
    meaning: "The learner's needs are now these, in full.",
    occurs: 'the day from which the new needs hold',
    rank: 107,
    data: { primaryNeed: code(needCodes), furtherNeeds },
  }),
  IdentifierLinked: event({
    storedAs: 'identifier-linked',
    meaning: 'Another system knows the learner by this identifier.',
    occurs: 'the day the identifier became known',
    rank: 109,
    data: { system: id },
    personal: { value: id },
  }),
  AddressChanged: event({
    storedAs: 'address-changed',
    meaning: 'The learner has a new address of this kind.',
    occurs: 'the day of the move; the day it was announced where `effectiveFrom` is another day',
    rank: 111,
    data: {
      kind: code(addressKinds),
      district: id.optional(),
      authority: authority.optional(),
      effectiveFrom: localDate.optional(),
      withholdFrom,
    },
    personal: { address },
    about: 'learner and others',
  }),
  ContactRecorded: event({
    storedAs: 'contact-recorded',
    meaning: 'Somebody is a contact for the learner.',
    occurs: 'the day the contact became known',
    rank: 113,
    data: { contactId: id, ...contact },
    personal: reachedAt,
    about: 'contact',
  }),
  ContactAmended: event({
    storedAs: 'contact-amended',
    meaning: 'What is known of a contact is now this, in full.',
    occurs: 'the day from which it holds',
    rank: 114,
    follows: [['contactId', 'ContactRecorded']],
    data: {
      contactId: id,
      ...contact,
      /** False: no longer a contact from this day. */
      current: z.boolean(),
    },
    personal: reachedAt,
    about: 'contact',
  }),
  DecisionHolderChanged: event({
    storedAs: 'decision-holder-changed',
    meaning: 'Somebody else now decides for the learner in matters of the plan.',
    occurs: 'the day it was settled; it holds from `effectiveFrom` where that is another day',
    rank: 116,
    follows: [['contactId', 'ContactRecorded']],
    data: {
      holder: code(decisionHolders),
      basis: code(decisionHolderBases),
      contactId: id.optional(),
      effectiveFrom: localDate.optional(),
    },
  }),
  LearnerStatusRecorded: event({
    storedAs: 'learner-status-recorded',
    meaning: 'The learner has a status that changes what is owed or how long the record is kept.',
    occurs: 'the first day of the status',
    rank: 118,
    data: {
      statusId: id,
      kind: code(learnerStatusKinds),
      /** Whose care or concern it is. */
      authority: authority.optional(),
      /** The last day, where it is known already. */
      to: localDate.optional(),
    },
  }),
  LearnerStatusEnded: event({
    storedAs: 'learner-status-ended',
    meaning: 'The status came to its end.',
    occurs: 'the last day of the status',
    rank: 119,
    follows: [['statusId', 'LearnerStatusRecorded']],
    data: { statusId: id },
  }),
} as const satisfies Catalogue;

export type LearnerEvent = EventsOf<typeof learnerCatalogue>;
