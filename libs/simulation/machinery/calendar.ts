import type { LocalDate } from '#libs/event-sourcing';
import { addDays, academicYearOf } from '#libs/lifecycle';

/** A date of a year: `dayIn(2026, '09-01')`. */
export const dayIn = (year: number, monthAndDay: string): LocalDate =>
  `${year}-${monthAndDay}` as LocalDate;

const THURSDAY_1_JANUARY_1970 = 4;
const DAY_MS = 86_400_000;

/** 0 is Sunday. */
const weekday = (day: LocalDate): number =>
  (Math.floor(Date.parse(`${day}T00:00:00Z`) / DAY_MS) + THURSDAY_1_JANUARY_1970) % 7;

const OFFICE_CLOSED = ['12-25', '12-26', '12-27', '12-28', '12-29', '12-30', '12-31', '01-01'];

/** The office is open: Monday to Friday, and not between Christmas and New Year. */
export const isWorkday = (day: LocalDate): boolean =>
  weekday(day) % 6 !== 0 && !OFFICE_CLOSED.includes(day.slice(5));

/** The day itself, or the next one on which the office is open. */
export const workdayFrom = (day: LocalDate): LocalDate => {
  let open = day;
  while (!isWorkday(open)) open = addDays(open, 1);
  return open;
};

/** The day itself, or the last one before it on which the office was open. */
export const workdayUpTo = (day: LocalDate): LocalDate => {
  let open = day;
  while (!isWorkday(open)) open = addDays(open, -1);
  return open;
};

/** Some school day: the day itself in term, else the first of the next term; weekends left out. */
export const schoolDayFrom = (day: LocalDate): LocalDate => {
  const year = academicYearOf(day);
  const term = termsOf(year).find(({ lastDay }) => day <= lastDay);
  if (!term) return schoolDayFrom(dayIn(year + 1, '09-01'));
  if (day < term.firstDay) return workdayFrom(term.firstDay);
  const { halfTermFrom, halfTermTo } = term;
  const inTerm = day >= halfTermFrom && day <= halfTermTo ? addDays(halfTermTo, 1) : day;
  return workdayFrom(inTerm);
};

export type SchoolTerm = Readonly<{
  term: 'autumn' | 'spring' | 'summer';
  firstDay: LocalDate;
  lastDay: LocalDate;
  halfTermFrom: LocalDate;
  halfTermTo: LocalDate;
}>;

const mondayOf = (day: LocalDate): LocalDate => addDays(day, -((weekday(day) + 6) % 7));

/** The terms of a school year by its first calendar year, about as an English authority sets them. */
export const termsOf = (year: number): readonly SchoolTerm[] => {
  const monday = (of: number, monthAndDay: string, days = 0): LocalDate =>
    addDays(mondayOf(dayIn(of, monthAndDay)), days);
  return [
    {
      ...{ term: 'autumn', firstDay: monday(year, '09-06', 2), lastDay: monday(year, '12-19', 4) },
      ...{ halfTermFrom: monday(year, '10-27'), halfTermTo: monday(year, '10-27', 4) },
    },
    {
      ...{ term: 'spring', firstDay: monday(year + 1, '01-07', 1) },
      ...{ lastDay: monday(year + 1, '04-01', 3) },
      ...{ halfTermFrom: monday(year + 1, '02-17'), halfTermTo: monday(year + 1, '02-17', 4) },
    },
    {
      ...{
        term: 'summer',
        firstDay: monday(year + 1, '04-21'),
        lastDay: monday(year + 1, '07-22', 1),
      },
      ...{ halfTermFrom: monday(year + 1, '05-28'), halfTermTo: monday(year + 1, '05-28', 4) },
    },
  ];
};

/** The half-terms of a school year, with the last day of each. */
export const halfTermsOf = (year: number) =>
  termsOf(year).flatMap(({ term, firstDay, lastDay, halfTermFrom, halfTermTo }) => [
    { halfTerm: `${term}1` as const, from: firstDay, to: addDays(halfTermFrom, -3) },
    { halfTerm: `${term}2` as const, from: addDays(halfTermTo, 3), to: lastDay },
  ]);

export const laterOf = (one: LocalDate, other: LocalDate): LocalDate => (one < other ? other : one);

export const earlierOf = (one: LocalDate, other: LocalDate): LocalDate =>
  one < other ? one : other;
