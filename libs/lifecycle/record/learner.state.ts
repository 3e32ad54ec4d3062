import { isErased, type Happened, type LocalDate } from '#libs/event-sourcing';
import { change, put, type Evolve, type LearnerSnapshot } from '../shared-kernel/index.js';
import type { DetailField, LearnerEvent, LinkedIdentifier } from './learner.events.js';
import type { Address, HasRecord, Learner, RecordPart } from './record.part.js';

type Amended = Happened<Extract<LearnerEvent, { type: 'LearnerDetailsAmended' }>>;
type Registered = Happened<Extract<LearnerEvent, { type: 'LearnerRegistered' }>>;

const learnerFrom = ({ data, occurredOn }: Registered): Learner => ({
  registeredOn: occurredOn,
  name: data.name,
  dateOfBirth: data.dateOfBirth,
  upn: data.upn,
  uln: data.uln,
  upnUnknownReason: data.upnUnknownReason,
  sex: data.sex,
  otherIds: data.otherIds,
  primaryNeed: data.primaryNeed,
  furtherNeeds: data.furtherNeeds,
  cohort: data.cohort,
  responsibleAuthority: data.responsibleAuthority,
  belongingAuthority: data.belongingAuthority,
});

/** Only what the amendment names, whether or not its values can still be read. */
const amended = (learner: Learner, { data }: Amended): Learner => {
  const value = (field: DetailField): unknown => data[field];
  const changes = Object.fromEntries(data.changed.map((field) => [field, value(field)]));
  return { ...learner, ...(changes as Partial<Learner>) };
};

const withLearner = (part: RecordPart, by: (learner: Learner) => Learner): RecordPart =>
  part.learner === undefined ? part : { ...part, learner: by(part.learner) };

export const evolveLearner: Evolve<RecordPart, LearnerEvent> = {
  LearnerRegistered: (part, event) => ({
    ...part,
    learner: learnerFrom(event),
    addresses: [
      {
        kind: 'home',
        from: undefined,
        district: event.data.district,
        authority: undefined,
        withholdFrom: [],
        address: event.data.address,
      },
    ],
  }),
  LearnerDetailsAmended: (part, event) => withLearner(part, (learner) => amended(learner, event)),
  NeedsAmended: (part, { data: { primaryNeed, furtherNeeds } }) =>
    withLearner(part, (learner) => ({ ...learner, primaryNeed, furtherNeeds })),
  IdentifierLinked: (part, { data: { system, value } }) => ({
    ...part,
    identifiers: [...part.identifiers, { system, value }],
  }),
  AddressChanged: (part, { data, occurredOn }) => ({
    ...part,
    addresses: [
      ...part.addresses,
      {
        kind: data.kind,
        from: data.effectiveFrom ?? occurredOn.from,
        district: data.district,
        authority: data.authority,
        withholdFrom: data.withholdFrom,
        address: data.address,
      },
    ],
  }),
  ContactRecorded: (part, { data }) => ({
    ...part,
    contacts: put(part.contacts, data.contactId, contactFrom(data, true)),
  }),
  ContactAmended: (part, { data }) => ({
    ...part,
    contacts: change(part.contacts, data.contactId, contactFrom(data, data.current)),
  }),
  DecisionHolderChanged: (part, { data, occurredOn }) => ({
    ...part,
    decisionHolders: [
      ...part.decisionHolders,
      {
        holder: data.holder,
        basis: data.basis,
        contactId: data.contactId,
        from: data.effectiveFrom ?? occurredOn.from,
      },
    ],
  }),
  LearnerStatusRecorded: (part, { data, occurredOn }) => ({
    ...part,
    statuses: put(part.statuses, data.statusId, {
      statusId: data.statusId,
      kind: data.kind,
      authority: data.authority,
      from: occurredOn,
      to: data.to,
    }),
  }),
  LearnerStatusEnded: (part, { data: { statusId }, occurredOn }) => ({
    ...part,
    statuses: change(part.statuses, statusId, { to: occurredOn.to }),
  }),
};

type ContactTold = Extract<LearnerEvent, { type: 'ContactRecorded' | 'ContactAmended' }>['data'];

const contactFrom = (data: ContactTold, current: boolean) => ({
  contactId: data.contactId,
  relation: data.relation,
  parentalResponsibility: data.parentalResponsibility,
  withholdFrom: data.withholdFrom,
  current,
  name: data.name,
  phone: data.phone,
  email: data.email,
  address: data.address,
});

/** What of several is in force on a day: the one that began last, the later told among equals. */
export const inForceOn = <T extends Readonly<{ from: LocalDate | undefined }>>(
  all: readonly T[],
  on: LocalDate | undefined,
): T | undefined =>
  all
    .filter(({ from }) => on === undefined || from === undefined || from <= on)
    .reduce<T | undefined>(
      (best, one) => (best === undefined || (one.from ?? '') >= (best.from ?? '') ? one : best),
      undefined,
    );

/** The address of one kind on a day. */
export const addressOf = (
  { record }: HasRecord,
  kind: string,
  on?: LocalDate,
): Address | undefined =>
  inForceOn(
    record.addresses.filter((one) => one.kind === kind),
    on,
  );

const LIVED_AT: readonly string[] = ['home', 'foster', 'childrensHome', 'temporary'];

/** Where the learner lives on a day; without a day, the address that began last of all told. */
export const homeOf = ({ record }: HasRecord, on?: LocalDate): Address | undefined =>
  inForceOn(
    record.addresses.filter(({ kind }) => LIVED_AT.includes(kind)),
    on,
  );

/** What is known of the learner, to be copied onto events that rely on it; district as of a day. */
export const learnerSnapshotOf = (journey: HasRecord, on?: LocalDate): LearnerSnapshot => {
  const { learner } = journey.record;
  return {
    primaryNeed: learner?.primaryNeed,
    cohort: learner?.cohort,
    district: homeOf(journey, on)?.district,
  };
};

/** Who the learner is, and what for; undefined before the record is opened. */
export const learnerOf = ({ record }: HasRecord): Learner | undefined => record.learner;

/** Registered, and so open to be recorded on. */
export const isRegistered = ({ record }: HasRecord): boolean => record.learner !== undefined;

/** The ids by which other systems know the learner, as far as they can be read. */
export const identifiersOf = ({ record }: HasRecord): readonly LinkedIdentifier[] => {
  const first = record.learner?.otherIds;
  const readable = record.identifiers.flatMap(({ system, value }) =>
    value === undefined || isErased(value) ? [] : [{ system, value }],
  );
  return first === undefined || isErased(first) ? readable : [...first, ...readable];
};

export const contactOf = ({ record }: HasRecord, contactId: string) => record.contacts[contactId];

/** Who decides for the learner on a day; undefined where nobody was recorded. */
export const decisionHolderOf = ({ record }: HasRecord, on?: LocalDate) =>
  inForceOn(record.decisionHolders, on);

export const learnerStatusOf = ({ record }: HasRecord, statusId: string) =>
  record.statuses[statusId];

/** The statuses in force on some day, e.g. looked after. */
export const learnerStatusesOn = ({ record }: HasRecord, on: LocalDate) =>
  Object.values(record.statuses).filter(
    ({ from, to }) => from.from <= on && (to === undefined || on <= to),
  );
