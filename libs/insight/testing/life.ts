import { onDay, type OccurredOn } from '#libs/event-sourcing';
import {
  addDays,
  type EndingReason,
  type JourneyEvent,
  type SchoolSnapshot,
} from '#libs/lifecycle';
import type { LocalDate } from '#libs/event-sourcing';

/** An event with as much about its recording as a table looks at. */
export type Told = JourneyEvent &
  Readonly<{ on: OccurredOn; irregular?: readonly string[]; entryId?: string; actorId?: string }>;

/** Events recorded together. */
export type Append = readonly Told[];

const FIRST_DAY = '2022-09-01' as LocalDate;

/** The day so many days after 1 September 2022. */
export const day = (days: number): LocalDate => addDays(FIRST_DAY, days);
export const on = (days: number): OccurredOn => onDay(day(days));
export const month = (text: string): OccurredOn => ({
  from: `${text}-01` as LocalDate,
  to: `${text}-28` as LocalDate,
  precision: 'month',
});

export const school = (number: number): SchoolSnapshot => ({
  ...{ providerId: `provider-${number}`, urn: String(140_000 + number), name: `School ${number}` },
  ...{ category: 'independent', section41: false, residential: false, inArea: number % 3 > 0 },
  ...{ status: 'active', lot: 'lotA', asOf: FIRST_DAY },
});

const learner = { primaryNeed: 'ASD', cohort: 2016, district: 'E07000106' };

export const registered = (family = 'Okafor', more: Partial<{ upn: string }> = {}): Told => ({
  type: 'LearnerRegistered',
  on: on(0),
  data: {
    ...{ primaryNeed: 'ASD', furtherNeeds: ['SLCN'], cohort: 2016, district: 'E07000106' },
    ...{ responsibleAuthority: '886', name: { given: 'Zoë', family } },
    ...{ dateOfBirth: '2011-05-06' as LocalDate, sex: 'female', ...more },
  },
});

export const assigned = (at: number, officer: string, until?: number): Told => ({
  type: 'CaseAssigned',
  on: on(at),
  data: {
    ...{ officer, team: 'team-west', reasonCode: until === undefined ? 'new' : 'cover' },
    ...(until !== undefined && { until: day(until) }),
  },
});

export const requested = (at: number, requestId = 'request-1'): Told => ({
  type: 'PlacementRequested',
  on: on(at),
  data: {
    ...{ requestId, learner, reasonCode: 'newPlan', settingTypes: ['independentOrNonMaintained'] },
    ...{ boarding: 'day', startBy: day(at + 90), provision: 'Small classes, speech therapy.' },
  },
});

export const consulted = (at: number, number: number, requestId = 'request-1'): Told => ({
  type: 'ConsultationSent',
  on: on(at),
  data: {
    ...{ consultationId: `${requestId}-c${number}`, requestId, school: school(number) },
    ...{ papers: [], distanceMiles: 7.5, message: 'Please answer within 15 days.' },
  },
});

export const chased = (at: number, consultationId: string, actorId = 'staff-1'): Told => ({
  ...{ type: 'ConsultationChased', on: on(at), actorId },
  data: { consultationId, way: 'email' },
});

export const answered = (at: number, consultationId: string): Told => ({
  ...{ type: 'ConsultationAnswered', on: on(at) },
  data: { consultationId, outcome: 'canMeet', grounds: [], text: 'We can offer a place.' },
});

const lines = [
  { code: 'tuition', unit: 'year', ratePence: 6_400_000, quantityThousandths: 1_000 },
  { code: 'speechAndLanguage', unit: 'hour', ratePence: 9_500, quantityThousandths: 2_000 },
] as const;

export const offered = (at: number, number: number, requestId = 'request-1'): Told => ({
  type: 'OfferReceived',
  on: on(at),
  data: {
    ...{ offerId: `${requestId}-o${number}`, requestId, school: school(number), lines },
    ...{ vat: 'exempt', validUntil: day(at + 30), stage: 'firstAsked' },
    ...{ conditions: 'Subject to a visit.' },
  },
});

type Agreeing = Readonly<{
  requestId?: string;
  irregular?: readonly string[];
  placementId?: string;
}>;

export const agreed = (at: number, number: number, more: Agreeing = {}): Told => {
  const { requestId = 'request-1', irregular = [], placementId = 'placement-1' } = more;
  return {
    ...{ type: 'PlacementAgreed', on: on(at), irregular },
    data: {
      ...{ placementId, requestId, offerId: `${requestId}-o${number}`, basis: 'offer' },
      ...{ route: 'lotA', rank: 'main', school: school(number), learner, lines, vat: 'exempt' },
      ...{ weeksPerYear: 38, residential: false, distanceMiles: 7.5 },
    },
  };
};

export const started = (when: OccurredOn, placementId = 'placement-1'): Told => ({
  ...{ type: 'PlacementStarted', on: when },
  data: { placementId, pattern: 'fullTime' },
});

export const arranged = (at: number, reviewId: string, meeting: number): Told => ({
  type: 'ReviewArranged',
  on: on(at),
  data: {
    ...{ reviewId, kind: 'annual', statutory: true, arrangedBy: 'school' },
    ...{ meetingOn: day(meeting), placementId: 'placement-1' },
  },
});

export const held = (at: number, reviewId: string): Told => ({
  type: 'ReviewMeetingHeld',
  on: on(at),
  data: {
    ...{ reviewId, attended: ['parent', 'school'], childViewsHeard: true, parentViewsHeard: true },
    ...{ outcomes: [], childViews: 'I like the garden.' },
  },
});

const HALF_TERMS = ['autumn1', 'autumn2', 'spring1', 'spring2', 'summer1', 'summer2'] as const;

export const attended = (at: number, half: number): Told => ({
  type: 'AttendanceReturned',
  on: on(at),
  data: {
    ...{ placementId: 'placement-1', schoolYear: 2022 + Math.floor(half / 6) },
    halfTerm: HALF_TERMS[half % 6] ?? 'autumn1',
    ...{ possible: 70, attended: 61, byCode: [{ code: '/', sessions: 61 }] },
  },
});

export const noted = (at: number): Told => ({
  type: 'NoteRecorded',
  on: on(at),
  data: {
    ...{ noteId: `note-${at}`, kind: 'call', about: ['parent'] },
    text: 'Called to say that the taxi came late again, and asked for the passenger assistant.',
  },
});

export const termsChanged = (at: number, from: number): Told => ({
  type: 'TermsChanged',
  on: on(at),
  data: {
    ...{ changeId: `change-${at}`, placementId: 'placement-1', effectiveFrom: day(from) },
    ...{ reasonCode: 'uplift', weeksPerYear: 38, residential: false, contributions: [] },
    lines: [{ code: 'tuition', unit: 'year', ratePence: 7_000_000, quantityThousandths: 1_000 }],
  },
});

export const ended = (at: number, reasonCode: EndingReason | 'AWAITED'): Told => ({
  type: 'PlacementEnded',
  on: on(at),
  data: {
    ...{ placementId: 'placement-1', placeEndedOn: day(at), reasonCode },
    ...{ codeListVersion: '2026-1', learner },
  },
});

export const annulled = (at: number, entry: string): Told => ({
  type: 'EntryAnnulled',
  on: on(at),
  data: { entry, reasonCode: 'wrongDate' },
});
