import type { LocalDate } from '#libs/event-sourcing';
import { addDays, daysBetween } from '#libs/lifecycle';

/** One term of a school; both days of each pair belong to it. `closedDays` lie within the term. */
export type SchoolTerm = Readonly<{
  term: 'autumn' | 'spring' | 'summer';
  firstDay: LocalDate;
  lastDay: LocalDate;
  halfTerm: Readonly<{ from: LocalDate; to: LocalDate }> | undefined;
  closedDays: readonly LocalDate[];
}>;

const MONDAY = '1900-01-01' as LocalDate;

/** 0 is Monday, 6 is Sunday. */
export const weekdayOf = (day: LocalDate): number => {
  const days = daysBetween(MONDAY, day) % 7;
  return days < 0 ? days + 7 : days;
};

const SATURDAY = 5;
export const isWeekday = (day: LocalDate): boolean => weekdayOf(day) < SATURDAY;

const on = (year: number, monthAndDay: string): LocalDate => `${year}-${monthAndDay}` as LocalDate;

const firstFrom = (day: LocalDate, fits: (day: LocalDate) => boolean): LocalDate =>
  fits(day) ? day : firstFrom(addDays(day, 1), fits);
const lastUpTo = (day: LocalDate, fits: (day: LocalDate) => boolean): LocalDate =>
  fits(day) ? day : lastUpTo(addDays(day, -1), fits);
const isMonday = (day: LocalDate): boolean => weekdayOf(day) === 0;
const isFriday = (day: LocalDate): boolean => weekdayOf(day) === 4;

const weekFrom = (monday: LocalDate) => ({ from: monday, to: addDays(monday, 4) });

/** Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher). */
export const easterOf = (year: number): LocalDate => {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const within = year % 100;
  const moon =
    (19 * golden +
      century -
      Math.floor(century / 4) -
      Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3) +
      15) %
    30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(within / 4) - moon - (within % 4)) % 7;
  const late = Math.floor((golden + 11 * moon + 22 * weekday) / 451);
  const sum = moon + weekday - 7 * late + 114;
  const [month, day] = [Math.floor(sum / 31), (sum % 31) + 1];
  return on(year, `0${month}-${String(day).padStart(2, '0')}`);
};

/** Bank holidays of a single year that fell into term. */
const ONCE = [
  '2020-05-08',
  '2022-09-19',
  '2023-05-08',
] as readonly string[] as readonly LocalDate[];

/** The first Monday of May, which was moved to the Friday in 2020. */
const mayDay = (year: number): readonly LocalDate[] =>
  year === 2020 ? [] : [firstFrom(on(year, '05-01'), isMonday)];

const EARLY_EASTER_ENDS = '04-14';

/** Two weeks around Easter, or after it where it is early. */
const easterHoliday = (year: number) => {
  const easter = easterOf(year);
  return easter.slice(5) > EARLY_EASTER_ENDS
    ? { springEnds: addDays(easter, -16), summerBegins: addDays(easter, 2) }
    : { springEnds: addDays(easter, -3), summerBegins: addDays(easter, 15) };
};

/**
 * The terms taken where a school has not told its own: how most authorities of England lay them,
 * by rule, for any academic year (named by the calendar year in which it begins).
 *
 * Autumn from the first weekday from 2 September to the last Friday up to 21 December, without the
 * week of the last Monday of October; spring from the first weekday from 4 January, without the week
 * of the Monday from 12 to 18 February, to the Easter holiday of two weeks; summer to the last
 * weekday up to 22 July, without May Day and the week of the last Monday of May.
 */
export const defaultTerms = (academicYear: number): readonly SchoolTerm[] => {
  const next = academicYear + 1;
  const { springEnds, summerBegins } = easterHoliday(next);
  const closedIn = (from: LocalDate, to: LocalDate) =>
    [...ONCE, ...mayDay(next)].filter((day) => from <= day && day <= to);
  const term = (
    name: SchoolTerm['term'],
    [firstDay, lastDay]: readonly [LocalDate, LocalDate],
    monday: LocalDate,
  ): SchoolTerm => ({
    ...{ term: name, firstDay, lastDay, halfTerm: weekFrom(monday) },
    closedDays: closedIn(firstDay, lastDay),
  });
  return [
    term(
      'autumn',
      [
        firstFrom(on(academicYear, '09-02'), isWeekday),
        lastUpTo(on(academicYear, '12-21'), isFriday),
      ],
      lastUpTo(on(academicYear, '10-31'), isMonday),
    ),
    term(
      'spring',
      [firstFrom(on(next, '01-04'), isWeekday), springEnds],
      firstFrom(on(next, '02-12'), isMonday),
    ),
    term(
      'summer',
      [summerBegins, lastUpTo(on(next, '07-22'), isWeekday)],
      lastUpTo(on(next, '05-31'), isMonday),
    ),
  ];
};
