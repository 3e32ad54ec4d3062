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
import type { ModuleRules } from '../shared-kernel/index.js';
import { identityRefused, reception } from './identity.js';
import type { LearnerCommand } from './learner.commands.js';
import {
  detailFields,
  type DetailField,
  type LearnerEvent,
  type NeedCode,
} from './learner.events.js';
import {
  contactOf,
  decisionHolderOf,
  identifiersOf,
  isRegistered,
  addressOf,
  learnerOf,
  learnerStatusOf,
} from './learner.state.js';
import { sameValue } from './same-value.js';

type Rules = ModuleRules<LearnerEvent, LearnerCommand, JourneyState, JourneyEvent>;
type Data<T extends LearnerCommand['type']> = Extract<LearnerCommand, { type: T }>['data'];

const decide: Rules['decide'] = {
  RegisterLearner: ({ data, details }, _journey, { today }) => {
    const { furtherNeeds = [], cohort = reception(data.dateOfBirth), ...told } = data;
    const { to } = details.occurredOn;
    const refusal =
      identityRefused({ ...told, cohort }, { latest: to < today ? to : today, today }) ??
      needTwice(data.primaryNeed, furtherNeeds);
    if (refusal) return refuse(refusal);
    return accept({ type: 'LearnerRegistered', data: { ...told, furtherNeeds, cohort } });
  },

  AmendLearnerDetails: ({ data }, journey, { today }) => {
    const amendment = amendmentOf(data);
    const refusal = identityRefused(amendment, { latest: today, today }) ?? bothWays(data);
    if (refusal) return refuse(refusal);
    const changed = detailFields.filter(
      (field) => field in amendment && !sameValue(amendment[field], learnerOf(journey)?.[field]),
    );
    if (changed.length === 0) return unchanged;
    return accept({
      type: 'LearnerDetailsAmended',
      data: { changed, ...only(amendment, changed) },
    });
  },

  AmendNeeds: ({ data: { primaryNeed, furtherNeeds = [] } }, journey) => {
    const refusal = needTwice(primaryNeed, furtherNeeds);
    if (refusal) return refuse(refusal);
    const learner = learnerOf(journey);
    const same =
      learner?.primaryNeed === primaryNeed && sameValue(learner.furtherNeeds, furtherNeeds);
    return same ? unchanged : accept({ type: 'NeedsAmended', data: { primaryNeed, furtherNeeds } });
  },

  LinkIdentifier: ({ data }, journey) =>
    identifiersOf(journey).some((known) => sameValue(known, data))
      ? unchanged
      : accept({ type: 'IdentifierLinked', data }),

  ChangeAddress: ({ data: { withholdFrom = [], ...told }, details }, journey) => {
    const from = told.effectiveFrom ?? details.occurredOn.from;
    const latest = addressOf(journey, told.kind, from);
    const { address, district, authority } = { ...latest };
    const { effectiveFrom: _from, kind: _kind, ...now } = told;
    return latest !== undefined &&
      sameValue(
        { ...now, withholdFrom },
        { address, district, authority, withholdFrom: latest.withholdFrom },
      )
      ? unchanged
      : accept({ type: 'AddressChanged', data: { ...told, withholdFrom } });
  },

  RecordContact: ({ data: { withholdFrom = [], ...told } }, _journey, { newId }) =>
    accept({
      type: 'ContactRecorded',
      data: { ...told, withholdFrom, contactId: newId('contact') },
    }),

  AmendContact: ({ data: { withholdFrom = [], current = true, ...told } }, journey) => {
    const data = { ...told, withholdFrom, current };
    return sameValue(contactOf(journey, data.contactId), data)
      ? unchanged
      : accept({ type: 'ContactAmended', data });
  },

  ChangeDecisionHolder: ({ data, details }, journey) => {
    const { holder, basis, contactId } = data;
    const from = data.effectiveFrom ?? details.occurredOn.from;
    const now = decisionHolderOf(journey, from);
    return now?.holder === holder && now.basis === basis && now.contactId === contactId
      ? unchanged
      : accept({ type: 'DecisionHolderChanged', data });
  },

  RecordLearnerStatus: ({ data, details }, journey, { newId }) =>
    Object.values(journey.record.statuses).some(({ kind, authority, from, to }) =>
      sameValue(
        { kind, authority, from, to: data.to ?? to },
        { ...data, to, from: details.occurredOn },
      ),
    )
      ? unchanged
      : accept({ type: 'LearnerStatusRecorded', data: { ...data, statusId: newId('status') } }),

  EndLearnerStatus: ({ data, details }, journey) =>
    learnerStatusOf(journey, data.statusId)?.to === details.occurredOn.to
      ? unchanged
      : accept({ type: 'LearnerStatusEnded', data }),
};

type Told = Omit<Data<'AmendLearnerDetails'>, 'remove'>;
type Details = { readonly [Field in keyof Told]?: Told[Field] | undefined };

/** What is to hold, a detail that is taken away as undefined; one way to know a pupil rules out the other. */
const amendmentOf = ({ remove = [], ...told }: Data<'AmendLearnerDetails'>): Details => ({
  ...(told.upn === undefined ? {} : { upnUnknownReason: undefined }),
  ...(told.upnUnknownReason === undefined ? {} : { upn: undefined }),
  ...Object.fromEntries(remove.map((field) => [field, undefined])),
  ...given(told),
});

const given = (told: Details): Details =>
  Object.fromEntries(Object.entries(told).filter(([, value]) => value !== undefined));

const only = (amendment: Details, changed: readonly DetailField[]): Details =>
  given(Object.fromEntries(changed.map((field) => [field, amendment[field]])));

const bothWays = ({ remove = [], ...told }: Data<'AmendLearnerDetails'>): Refusal | undefined => {
  const field = remove.find((one) => told[one] !== undefined);
  return field && { because: 'changed-and-removed', field };
};

const needTwice = (
  primaryNeed: NeedCode | undefined,
  furtherNeeds: readonly NeedCode[],
): Refusal | undefined => {
  const all = [...(primaryNeed ? [primaryNeed] : []), ...furtherNeeds];
  const twice = all.find((need, index) => all.indexOf(need) !== index);
  return twice && { because: 'need-named-twice', need: twice };
};

const admits: Rules['admits'] = {
  LearnerRegistered: (journey) =>
    isRegistered(journey) ? { because: 'already-registered' } : undefined,

  ContactAmended: (journey, { data: { contactId } }) => unknownContact(journey, contactId),

  DecisionHolderChanged: (journey, { data: { contactId } }) =>
    contactId === undefined ? undefined : unknownContact(journey, contactId),

  LearnerStatusRecorded: (_journey, { data: { to }, occurredOn }) =>
    to !== undefined && to < occurredOn.from ? { because: 'ends-before-it-begins', to } : undefined,

  LearnerStatusEnded: (journey, { data: { statusId }, occurredOn }) => {
    const status = learnerStatusOf(journey, statusId);
    if (!status) return { because: 'unknown-status', statusId };
    if (status.to !== undefined)
      return { because: 'status-already-ended', statusId, to: status.to };
    return certainlyBefore(occurredOn, status.from)
      ? { because: 'ends-before-it-begins', to: occurredOn.to }
      : undefined;
  },
};

const unknownContact = (journey: JourneyState, contactId: string): Refusal | undefined =>
  contactOf(journey, contactId) ? undefined : { because: 'unknown-contact', contactId };

// Reception is year 0 and compulsory school age ends with year 11, on the last Friday in June.
const YEARS_TO_SCHOOL_LEAVING = 12;
const EARLIEST_LAST_FRIDAY = '06-24';

const irregular: Rules['irregular'] = {
  DecisionHolderChanged: (journey, { data, occurredOn }) => {
    const cohort = learnerOf(journey)?.cohort;
    if (data.holder !== 'youngPerson' || cohort === undefined) return [];
    const schoolAgeEnds = `${cohort + YEARS_TO_SCHOOL_LEAVING}-${EARLIEST_LAST_FRIDAY}`;
    const from: LocalDate = data.effectiveFrom ?? occurredOn.to;
    return from < schoolAgeEnds ? [{ code: 'still-of-school-age', from }] : [];
  },
};

export const learnerRules: Rules = { decide, admits, irregular };
