import type { LocalDate } from '#libs/event-sourcing';
import type { JourneyEvent, JourneyState } from '#libs/lifecycle';
import type { JourneyRows } from '../tables/columns.js';
import { kpiFact, kpiReturnedTable, providerOf, type KpiFactRow } from './kpi-facts.js';

type DataOf<T extends JourneyEvent['type']> = Extract<JourneyEvent, { type: T }>['data'];
type Attendance = DataOf<'AttendanceReturned'>;
type Outcomes = DataOf<'OutcomesReturned'>;
type Incidents = DataOf<'IncidentsReturned'>;
type Satisfaction = DataOf<'SatisfactionReturned'>;
type AnyReturn = JourneyState['reviews']['returns'][string]['data'];

/** The day on which a return counts: the last of the months that its time is named after. */
const LAST_DAYS: Readonly<Record<string, readonly [years: number, monthAndDay: string]>> = {
  autumn1: [0, '10-31'],
  autumn2: [0, '12-31'],
  spring1: [1, '02-15'],
  spring2: [1, '03-31'],
  summer1: [1, '05-31'],
  summer2: [1, '07-31'],
  autumn: [0, '12-31'],
  spring: [1, '03-31'],
  summer: [1, '07-31'],
};

const lastDayOf = (schoolYear: number, time: string): LocalDate => {
  const [years, monthAndDay] = LAST_DAYS[time] ?? [1, '07-31'];
  return `${schoolYear + years}-${monthAndDay}` as LocalDate;
};

/** The half-term or the term that a return is about. */
const timeOf = (data: AnyReturn): string => String('halfTerm' in data ? data.halfTerm : data.term);

type About = Readonly<{ about: string; providerId: string | undefined; day: LocalDate }>;

const PART_TIME = 'C2';

const attendanceFacts = (key: string, about: About, data: Attendance): readonly KpiFactRow[] => {
  const partTime = data.byCode.find(({ code }) => code === PART_TIME)?.sessions ?? 0;
  return [
    kpiFact('K1', key, { ...about, num: data.attended, den: data.possible }),
    kpiFact('K3', key, { ...about, num: Number(partTime > 0), den: 1, more: partTime }),
  ];
};

/** Outcomes that were not rated say nothing; they are counted beside. */
export const outcomeFact = (
  key: string,
  about: About,
  outcomes: readonly Readonly<{ rating: string }>[],
): readonly KpiFactRow[] => {
  const rated = outcomes.filter(({ rating }) => rating !== 'notRated');
  const reached = rated.filter(({ rating }) => rating === 'achieved' || rating === 'onTrack');
  if (outcomes.length === 0) return [];
  const more = outcomes.length - rated.length;
  return [kpiFact('K4', key, { ...about, num: reached.length, den: rated.length, more })];
};

const incidentFacts = (key: string, about: About, data: Incidents): readonly KpiFactRow[] => [
  kpiFact('K18', key, {
    ...{ ...about, num: data.notifiedInTime, den: data.notifiable },
    more: data.complaints,
  }),
  kpiFact('K18r', key, { ...about, num: data.restraints, den: 1 }),
];

const satisfactionFacts = (key: string, about: About, data: Satisfaction) => [
  kpiFact('K8', key, { ...about, num: data.satisfied, den: data.respondents, more: data.asked }),
];

const factsIn = (kind: string, about: About, data: AnyReturn): readonly KpiFactRow[] => {
  const named = `${data.placementId}/${data.schoolYear}/${timeOf(data)}`;
  switch (kind) {
    case 'AttendanceReturned':
      return attendanceFacts(named, about, data as Attendance);
    case 'OutcomesReturned':
      return outcomeFact(`returned/${named}`, about, (data as Outcomes).outcomes);
    case 'IncidentsReturned':
      return incidentFacts(named, about, data as Incidents);
    case 'SatisfactionReturned':
      return satisfactionFacts(named, about, data as Satisfaction);
    default:
      return [];
  }
};

export const returnedFacts: JourneyRows = {
  tables: [kpiReturnedTable],
  dependsOn: ({ state: { reviews, offers } }) => [reviews.returns, offers.placements],
  rows: ({ state }) => ({
    kpi_returned: Object.entries(state.reviews.returns).flatMap(([key, { data }]) => {
      const [kind = ''] = key.split(' ');
      const about = String(data.placementId);
      const providerId = providerOf(state, about);
      const day = lastDayOf(data.schoolYear, timeOf(data));
      return factsIn(kind, { about, providerId, day }, data);
    }),
  }),
};
