import type { LocalDate, Placed } from '#libs/event-sourcing';
import { academicYearOf, type JourneyEvent, type JourneyState } from '#libs/lifecycle';

/** What may foretell a breakdown (the definition of the measure M19 names them). */
export const flagKinds = [
  ...(['earlyReview', 'suspensions', 'attendance', 'partTimeTimetable', 'notice'] as const),
  ...(['highIncident', 'staffing', 'complaint'] as const),
] as const;
export type FlagKind = (typeof flagKinds)[number];

export type AtRiskFlag = Readonly<{
  kind: FlagKind;
  /** Undefined where what was told names no placement. */
  placementId: string | undefined;
  /** The day from which it is so. */
  raisedOn: LocalDate;
  /** The day from which it is so no longer, where it was settled or taken back. */
  clearedOn: LocalDate | undefined;
  /** The entries that say it, with the days they speak of, the first one first. */
  evidence: readonly Readonly<{ entry: string; on: LocalDate }>[];
}>;

type Of<T extends JourneyEvent['type']> = Placed<Extract<JourneyEvent, { type: T }>>;
type Noted = Placed<JourneyEvent>;

const is =
  <T extends JourneyEvent['type']>(type: T) =>
  (event: Noted): event is Of<T> =>
    event.type === type;

/** A half-term is six to seven weeks: what the definition calls "over six weeks". */
const LEAST_ATTENDANCE = 0.85;

const isLow = ({ data: { possible, attended } }: Of<'AttendanceReturned'>): boolean =>
  possible > 0 && attended / possible < LEAST_ATTENDANCE;

/** Attendance code C2: absent by agreement for a part-time timetable. */
const isPartTime = ({ data: { byCode } }: Of<'AttendanceReturned'>): boolean =>
  byCode.some(({ code, sessions }) => code === 'C2' && sessions > 0);

/** What a flag can rest on. */
export const mayFlag = (event: Noted): boolean => {
  switch (event.type) {
    case 'SuspensionReported':
    case 'NoticeGiven':
    case 'NoticeWithdrawn':
    case 'ConcernRaised':
      return true;
    case 'ReviewArranged':
      return event.data.kind === 'early';
    case 'AttendanceReturned':
      return isLow(event) || isPartTime(event);
    default:
      return false;
  }
};

/** Every flag of a journey, however long ago it was raised. */
export const atRiskFlagsOf = (
  journey: JourneyState,
  noted: readonly Noted[],
): readonly AtRiskFlag[] => [
  ...noted.filter(is('ReviewArranged')).map((event) => flagOf('earlyReview', event)),
  ...manySuspensions(noted.filter(is('SuspensionReported'))),
  ...attendanceFlags(journey, noted.filter(is('AttendanceReturned'))),
  ...noted.filter(is('NoticeGiven')).map((event) => ({
    ...flagOf('notice', event),
    clearedOn: withdrawnOn(noted, event),
  })),
  ...noted.filter(is('ConcernRaised')).flatMap((event) => concernFlag(journey, event)),
];

type Telling = Noted & Readonly<{ data: Readonly<{ placementId?: string | undefined }> }>;

const flagOf = (kind: FlagKind, event: Telling): AtRiskFlag => ({
  ...{ kind, placementId: event.data.placementId, clearedOn: undefined },
  raisedOn: event.occurredOn.from,
  evidence: [evidenceOf(event)],
});

const evidenceOf = ({ entryId, occurredOn }: Noted) => ({ entry: entryId, on: occurredOn.from });

/** Two or more that began in one term, from the second one on. */
const manySuspensions = (all: readonly Of<'SuspensionReported'>[]): readonly AtRiskFlag[] => {
  const terms = new Map<string, Of<'SuspensionReported'>[]>();
  for (const event of [...all].sort(byDay)) {
    const key = `${event.data.placementId} ${termOf(event.occurredOn.from)}`;
    terms.set(key, [...(terms.get(key) ?? []), event]);
  }
  return [...terms.values()].flatMap((inTerm) => {
    const second = inTerm[1];
    return second ? [{ ...flagOf('suspensions', second), evidence: inTerm.map(evidenceOf) }] : [];
  });
};

const byDay = (a: Noted, b: Noted): number =>
  a.occurredOn.from + a.eventId < b.occurredOn.from + b.eventId ? -1 : 1;

/** By the turn of the months, not by the school's dates: autumn, spring to Easter or so, summer. */
const termOf = (day: LocalDate): string => {
  const inYear = day.slice(5);
  const term = inYear >= '09-01' ? 'autumn' : inYear <= '03-31' ? 'spring' : 'summer';
  return `${academicYearOf(day)} ${term}`;
};

/** Only by the return that stands: a later one for the same half-term takes the place of the first. */
const attendanceFlags = (
  { reviews: { returns } }: JourneyState,
  all: readonly Of<'AttendanceReturned'>[],
): readonly AtRiskFlag[] => {
  const standing = new Set<unknown>(Object.values(returns).map(({ data }) => data));
  return all
    .filter(({ data }) => standing.has(data))
    .flatMap((event) => [
      ...(isLow(event) ? [flagOf('attendance', event)] : []),
      ...(isPartTime(event) ? [flagOf('partTimeTimetable', event)] : []),
    ]);
};

const withdrawnOn = (
  noted: readonly Noted[],
  { data: { noticeId } }: Of<'NoticeGiven'>,
): LocalDate | undefined =>
  noted.filter(is('NoticeWithdrawn')).find(({ data }) => data.noticeId === noticeId)?.occurredOn
    .from;

const CONCERNS: Readonly<Partial<Record<string, FlagKind>>> = {
  partTimeTimetable: 'partTimeTimetable',
  staffing: 'staffing',
};

const concernFlag = (
  { reviews: { concerns } }: JourneyState,
  event: Of<'ConcernRaised'>,
): readonly AtRiskFlag[] => {
  const { kind, severity, raisedBy, concernId } = event.data;
  const incident = kind === 'incident' && severity === 'high' ? 'highIncident' : undefined;
  const complaint = kind === 'complaint' && raisedBy === 'family' ? 'complaint' : undefined;
  const flag = CONCERNS[kind] ?? incident ?? complaint;
  if (flag === undefined) return [];
  return [{ ...flagOf(flag, event), clearedOn: concerns[concernId]?.clearedOn?.from }];
};
