import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { change, put, type Evolve, type SchoolSnapshot } from '../shared-kernel/index.js';
import { conclusive, type RequestsEvent } from './requests.events.js';

type DataOf<T extends RequestsEvent['type']> = Extract<RequestsEvent, { type: T }>['data'];
type DecidedType = Pick<DataOf<'SettingTypeDecided'>, 'settingType' | 'boarding'>;
type Sought = Omit<DataOf<'PlacementRequestAmended'>, 'requestId' | 'provision' | 'risks'>;
export type NotConsulted = DataOf<'NotConsultedRecorded'>['groups'];

export type Request = Sought &
  Readonly<{
    requestId: string;
    requestedOn: OccurredOn;
    /** The kind of setting an officer decided on, if one did. */
    decidedType: DecidedType | undefined;
    notConsulted: NotConsulted | undefined;
    status: 'open' | 'withdrawn';
    withdrawnOn: OccurredOn | undefined;
  }>;

export type Preference = Readonly<{
  preferenceId: string;
  requestId: string | undefined;
  by: DataOf<'PreferenceExpressed'>['by'];
  basis: 's38' | 's9';
  school: SchoolSnapshot | undefined;
  settingType: string | undefined;
  expressedOn: OccurredOn;
  outcome: 'agreed' | 'refused' | undefined;
  grounds: readonly string[];
}>;

export type Referral = Readonly<{
  referralId: string;
  requestId: string | undefined;
  panel: 'setting' | 'funding';
  meetingOn: LocalDate | undefined;
  referredOn: OccurredOn;
  recommendation: string | undefined;
  /** When the panel made up its mind; a panel that defers has not. */
  advisedOn: OccurredOn | undefined;
}>;

export type Consultation = Readonly<{
  consultationId: string;
  requestId: string;
  school: SchoolSnapshot;
  /** From home, as the crow flies, when it was sent. */
  distanceMiles: number | undefined;
  sentOn: OccurredOn;
  chases: number;
  outcome: DataOf<'ConsultationAnswered'>['outcome'] | undefined;
  grounds: readonly string[];
  answeredOn: OccurredOn | undefined;
  withdrawnOn: OccurredOn | undefined;
}>;

type Table<T> = Readonly<Record<string, T>>;

export type RequestsPart = Readonly<{
  requests: Table<Request>;
  preferences: Table<Preference>;
  referrals: Table<Referral>;
  consultations: Table<Consultation>;
}>;

export const initialRequests: RequestsPart = {
  requests: {},
  preferences: {},
  referrals: {},
  consultations: {},
};

const soughtBy = ({ provision: _p, risks: _r, ...sought }: DataOf<'PlacementRequestAmended'>) =>
  sought;

const changeRequest = (part: RequestsPart, id: string, by: Partial<Request>): RequestsPart => ({
  ...part,
  requests: change(part.requests, id, by),
});

const changeConsultation = (
  part: RequestsPart,
  id: string,
  by: Parameters<typeof change<Consultation>>[2],
): RequestsPart => ({ ...part, consultations: change(part.consultations, id, by) });

export const evolveRequests: Evolve<RequestsPart, RequestsEvent> = {
  PlacementRequested: (part, { data: { learner: _learner, ...data }, occurredOn }) => ({
    ...part,
    requests: put(part.requests, data.requestId, {
      ...soughtBy(data),
      requestedOn: occurredOn,
      decidedType: undefined,
      notConsulted: undefined,
      status: 'open',
      withdrawnOn: undefined,
    }),
  }),
  // What is no longer said no longer holds.
  PlacementRequestAmended: (part, { data }) =>
    changeRequest(part, data.requestId, {
      startBy: undefined,
      weeksPerYear: undefined,
      daysPerWeekTenths: undefined,
      withinMiles: undefined,
      ...soughtBy(data),
    }),
  PlacementRequestWithdrawn: (part, { data: { requestId }, occurredOn }) =>
    changeRequest(part, requestId, { status: 'withdrawn', withdrawnOn: occurredOn }),
  SettingTypeDecided: (part, { data: { requestId, settingType, boarding } }) =>
    changeRequest(part, requestId, { decidedType: { settingType, boarding } }),
  NotConsultedRecorded: (part, { data: { requestId, groups } }) =>
    changeRequest(part, requestId, { notConsulted: groups }),

  PreferenceExpressed: (part, { data, occurredOn }) => ({
    ...part,
    preferences: put(part.preferences, data.preferenceId, {
      preferenceId: data.preferenceId,
      requestId: data.requestId,
      by: data.by,
      basis: data.basis,
      school: data.school,
      settingType: data.settingType,
      expressedOn: occurredOn,
      outcome: undefined,
      grounds: [],
    }),
  }),
  PreferenceDecided: (part, { data: { preferenceId, outcome, grounds } }) => ({
    ...part,
    preferences: change(part.preferences, preferenceId, { outcome, grounds }),
  }),

  PanelReferred: (part, { data, occurredOn }) => ({
    ...part,
    referrals: put(part.referrals, data.referralId, {
      referralId: data.referralId,
      requestId: data.requestId,
      panel: data.panel,
      meetingOn: data.meetingOn,
      referredOn: occurredOn,
      recommendation: undefined,
      advisedOn: undefined,
    }),
  }),
  PanelAdvised: (part, { data: { referralId, recommendation }, occurredOn }) => ({
    ...part,
    referrals: change(part.referrals, referralId, {
      recommendation,
      advisedOn: conclusive.includes(recommendation) ? occurredOn : undefined,
    }),
  }),

  ConsultationSent: (part, { data, occurredOn }) => ({
    ...part,
    consultations: put(part.consultations, data.consultationId, {
      consultationId: data.consultationId,
      requestId: data.requestId,
      school: data.school,
      distanceMiles: data.distanceMiles,
      sentOn: occurredOn,
      chases: 0,
      outcome: undefined,
      grounds: [],
      answeredOn: undefined,
      withdrawnOn: undefined,
    }),
  }),
  ConsultationChased: (part, { data: { consultationId } }) =>
    changeConsultation(part, consultationId, (one) => ({ ...one, chases: one.chases + 1 })),
  ConsultationAnswered: (part, { data: { consultationId, outcome, grounds }, occurredOn }) =>
    changeConsultation(part, consultationId, { outcome, grounds, answeredOn: occurredOn }),
  ConsultationWithdrawn: (part, { data: { consultationId }, occurredOn }) =>
    changeConsultation(part, consultationId, { withdrawnOn: occurredOn }),
};

type HasRequests = Readonly<{ requests: RequestsPart }>;

/** A placement request by its id. */
export const requestOf = ({ requests }: HasRequests, id: string): Request | undefined =>
  requests.requests[id];

export const requestsOf = ({ requests }: HasRequests): readonly Request[] =>
  Object.values(requests.requests);

export const preferenceOf = ({ requests }: HasRequests, id: string): Preference | undefined =>
  requests.preferences[id];

export const preferencesOf = ({ requests }: HasRequests): readonly Preference[] =>
  Object.values(requests.preferences);

export const referralOf = ({ requests }: HasRequests, id: string): Referral | undefined =>
  requests.referrals[id];

export const referralsOf = ({ requests }: HasRequests): readonly Referral[] =>
  Object.values(requests.referrals);

export const consultationOf = ({ requests }: HasRequests, id: string): Consultation | undefined =>
  requests.consultations[id];

export const consultationsOf = (
  { requests }: HasRequests,
  requestId: string,
): readonly Consultation[] =>
  Object.values(requests.consultations).filter((one) => one.requestId === requestId);

/** The school has not answered, and is still asked. */
export const isAwaited = ({ outcome, withdrawnOn }: Consultation): boolean =>
  outcome === undefined && withdrawnOn === undefined;

/** The family asked under s.38, in this request, for this very school. */
export const isAskedForUnderS38 = (
  journey: HasRequests,
  requestId: string,
  { providerId }: SchoolSnapshot,
): boolean =>
  preferencesOf(journey).some(
    (one) =>
      one.basis === 's38' &&
      one.requestId === requestId &&
      one.school?.providerId !== undefined &&
      one.school.providerId === providerId,
  );

/**
 * Somebody should still say why the other schools were not consulted. A s.38 request and a tribunal
 * order name one school: nothing is compared, so nothing is asked.
 */
export const asksWhyNotConsulted = (journey: HasRequests, requestId: string): boolean => {
  const request = requestOf(journey, requestId);
  return (
    request !== undefined &&
    request.status === 'open' &&
    request.reasonCode !== 'tribunal' &&
    request.notConsulted === undefined &&
    consultationsOf(journey, requestId).length > 0 &&
    !preferencesOf(journey).some((one) => one.basis === 's38' && one.requestId === requestId)
  );
};
