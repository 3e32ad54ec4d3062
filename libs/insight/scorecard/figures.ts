import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween } from '#libs/lifecycle';
import type { SchoolCalendar } from '../providers/school-calendar.js';
import type { KpiName, RatingWord } from './kpis.js';

export type KpiFact = Readonly<{
  kpi: string;
  stream: string;
  about: string;
  day: LocalDate;
  num: number;
  den: number;
  more: number | null;
  met_on: string | null;
}>;

/** A placement at the school, with the days of it that lie in the time. */
export type Stay = Readonly<{ stream: string; from: LocalDate; to: LocalDate }>;
export type Judgement = Readonly<{
  scheme: string;
  area: string;
  value: string;
  on: string | null;
}>;
export type SchoolReturn = Readonly<{
  due: string | null;
  received: string | null;
  complete: boolean;
}>;

/** All that is known of one school for a time. */
export type SchoolRecord = Readonly<{
  facts: (kpi: string) => readonly KpiFact[];
  stays: readonly Stay[];
  calendar: SchoolCalendar;
  /** The last day that can have happened. */
  asOf: LocalDate;
  judgements: readonly Judgement[];
  returns: readonly SchoolReturn[];
  returned: (kpi: string) => readonly Readonly<{ num: number; den: number }>[];
  /** Tenths of a mile, one for each learner whose home is known, in order. */
  distances: readonly number[];
  pricesNow: readonly number[];
  pricesBefore: readonly number[];
}>;

/** `more` is what is told beside; where it counts people too it is kept back with the value. */
export type Figure = Readonly<{
  value: number | null;
  numerator: number | null;
  denominator: number | null;
  n: number;
  more: Readonly<Record<string, unknown>>;
  /** Where the word does not follow from the value. */
  rating?: RatingWord;
}>;

const sum = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((total, one) => total + of(one), 0);

const figure = (
  numerator: number,
  denominator: number,
  { n = denominator, more = {} }: Partial<Pick<Figure, 'n' | 'more'>> = {},
): Figure => ({
  value: denominator === 0 ? null : numerator / denominator,
  ...{ numerator, denominator, n, more },
});

const summed = (facts: readonly KpiFact[], more: Figure['more'] = {}): Figure =>
  figure(
    sum(facts, ({ num }) => num),
    sum(facts, ({ den }) => den),
    { more },
  );

const learnersIn = (facts: readonly Readonly<{ stream: string }>[]): number =>
  new Set(facts.map(({ stream }) => stream)).size;

/** By learner: how much of the own possible sessions was missed. */
const absencesIn = (facts: readonly KpiFact[]): readonly number[] =>
  [...Map.groupBy(facts, ({ stream }) => stream).values()].flatMap((own) => {
    const possible = sum(own, ({ den }) => den);
    return possible === 0 ? [] : [1 - sum(own, ({ num }) => num) / possible];
  });

const PERSISTENT = 0.1;
const SEVERE = 0.5;
/** So that 63 of 70 sessions, which is 0.9 in no binary number, are 10 % missed. */
const ALMOST = 1e-9;

const absence = ({ facts }: SchoolRecord): Figure => {
  const absences = absencesIn(facts('K1'));
  const missing = (share: number) => absences.filter((one) => one >= share - ALMOST).length;
  return figure(missing(PERSISTENT), absences.length, { more: { severe: missing(SEVERE) } });
};

const SESSIONS_A_WEEK = 10;

const partTime = ({ facts }: SchoolRecord): Figure => {
  const told = facts('K3');
  const having = told.filter(({ num }) => num > 0);
  const learners = learnersIn(having);
  const weeks = sum(having, ({ more }) => more ?? 0) / SESSIONS_A_WEEK;
  return figure(learners, learnersIn(told), {
    more: { meanWeeks: learners === 0 ? null : weeks / learners },
  });
};

/** Only what was said last of each placement. */
const outcomes = ({ facts }: SchoolRecord): Figure => {
  const last = new Map<string, KpiFact>();
  for (const fact of facts('K4')) {
    const before = last.get(`${fact.stream}/${fact.about}`);
    if (!before || before.day <= fact.day) last.set(`${fact.stream}/${fact.about}`, fact);
  }
  const told = [...last.values()];
  return summed(told, { notRated: sum(told, ({ more }) => more ?? 0) });
};

const suspensions = ({ facts, stays }: SchoolRecord): Figure => {
  const told = facts('K5');
  const learners = learnersIn(stays);
  const more = {
    sessionsLost: sum(told, (one) => one.more ?? 0),
    sessionsPossible: sum(facts('K1'), ({ den }) => den),
  };
  const { value, ...rest } = figure(told.length, learners, { more });
  return { ...rest, value: value === null ? null : value * 100 };
};

const endedBySchool = ({ facts, stays }: SchoolRecord): Figure => {
  const told = facts('K6');
  return figure(
    sum(told, ({ num }) => num),
    learnersIn(stays),
    { more: { excluded: sum(told, ({ more }) => more ?? 0) } },
  );
};

const DAYS_A_YEAR = 365.25;

/** Both days of a stay count. */
export const placementYears = (stays: readonly Stay[]): number =>
  sum(stays, ({ from, to }) => daysBetween(from, to) + 1) / DAYS_A_YEAR;

const breakdowns = ({ facts, stays }: SchoolRecord): Figure =>
  figure(
    sum(facts('K7'), ({ num }) => num),
    placementYears(stays),
    { n: learnersIn(stays) },
  );

const SCHOOL_DAYS_OF_GRACE = 5;

/** What could still be kept is neither kept nor broken. */
const promises = ({ facts, calendar, asOf }: SchoolRecord): Figure => {
  const judged = facts('K14').flatMap(({ day, met_on: metOn, more }) => {
    const latest = calendar.schoolDayAfter(day, SCHOOL_DAYS_OF_GRACE);
    if (metOn === null && more !== 1 && asOf <= latest) return [];
    return [metOn !== null && metOn <= latest];
  });
  const offers = facts('K14w');
  const more = { offers: offers.length, offersWithdrawn: sum(offers, ({ num }) => num) };
  return figure(judged.filter(Boolean).length, judged.length, { more });
};

const asReturned =
  (kpi: string) =>
  ({ returned }: SchoolRecord): Figure => {
    const values = returned(kpi);
    return figure(
      sum(values, ({ num }) => num),
      sum(values, ({ den }) => den),
    );
  };

const BAD: readonly string[] = ['inadequate', 'urgentImprovement'];
const POOR: readonly string[] = ['requiresImprovement', 'needsAttention'];
const MUST_BE_MET: readonly string[] = ['standards', 'safeguarding'];

const inspection = ({ judgements }: SchoolRecord): Figure => {
  const rated = (): RatingWord => {
    const values = judgements.map(({ value }) => value);
    if (values.length === 0) return 'Other';
    if (judgements.some(({ value }) => value === 'notMet' || BAD.includes(value)))
      return 'Inadequate';
    if (values.some((value) => POOR.includes(value))) return 'Requires improvement';
    const met = new Set(judgements.filter(({ value }) => value === 'met').map(({ area }) => area));
    return MUST_BE_MET.every((area) => met.has(area)) ? 'Good' : 'Approaching target';
  };
  const none = { value: null, numerator: null, denominator: null };
  return { ...none, n: judgements.length, more: { judgements }, rating: rated() };
};

const incidents = ({ facts, stays }: SchoolRecord): Figure => {
  const told = facts('K18');
  const learners = learnersIn(stays);
  const a = (count: number): number | null => (learners === 0 ? null : count / learners);
  const complaints = a(sum(told, ({ more }) => more ?? 0));
  return summed(told, {
    complaintsPer100: complaints === null ? null : complaints * 100,
    restraintsPerLearner: a(sum(facts('K18r'), ({ num }) => num)),
  });
};

const FAR = 200;
const TENTHS = 10;

const median = (inOrder: readonly number[]): number | null => {
  const middle = inOrder[(inOrder.length - 1) >> 1];
  const next = inOrder[inOrder.length >> 1];
  return middle === undefined || next === undefined ? null : (middle + next) / 2;
};

const distance = ({ distances }: SchoolRecord): Figure => {
  const middle = median(distances);
  const far = distances.filter((tenths) => tenths > FAR).length;
  return {
    ...figure(far, distances.length, { more: { above20Miles: far } }),
    value: middle === null ? null : middle / TENTHS,
  };
};

const meanOf = (all: readonly number[]): number | null =>
  all.length === 0 ? null : Math.round(sum(all, (one) => one) / all.length);

const cost = ({ pricesNow, pricesBefore }: SchoolRecord): Figure => {
  const [now, before] = [meanOf(pricesNow), meanOf(pricesBefore)];
  const change = now === null || before === null || before === 0 ? null : now / before - 1;
  const total = sum(pricesNow, (one) => one);
  return {
    ...figure(total, pricesNow.length, {
      more: { changeOnYear: change, nBefore: pricesBefore.length },
    }),
    value: now,
  };
};

const returns = ({ returns: told }: SchoolRecord): Figure => {
  const inTime = told.filter(
    ({ due, received, complete }) =>
      complete && due !== null && received !== null && received <= due,
  );
  return figure(inTime.length, told.length);
};

const plain =
  (kpi: string) =>
  ({ facts }: SchoolRecord): Figure =>
    summed(facts(kpi));

/** How each is reckoned, as its formula says. */
export const figures: Readonly<Record<KpiName, (school: SchoolRecord) => Figure>> = {
  K1: ({ facts }) => ({ ...summed(facts('K1')), n: learnersIn(facts('K1')) }),
  K2: absence,
  K3: partTime,
  K4: outcomes,
  K5: suspensions,
  K6: endedBySchool,
  K7: breakdowns,
  K8: ({ facts }) => summed(facts('K8'), { asked: sum(facts('K8'), ({ more }) => more ?? 0) }),
  K9: plain('K9'),
  K10: plain('K10'),
  K11: plain('K11'),
  K12: plain('K12'),
  K13: plain('K13'),
  K14: promises,
  K15: asReturned('K15'),
  K16: asReturned('K16'),
  K17: inspection,
  K18: incidents,
  K19: distance,
  K20: cost,
  K21: plain('K21'),
  K22: returns,
};
