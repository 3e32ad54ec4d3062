import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, addDays } from '#libs/lifecycle';
import { defaultTerms, isWeekday, type SchoolTerm } from './default-terms.js';

/** Terms as a school told them, by academic year: none, some, or all three of a year. */
export type ToldTerms = ReadonlyMap<number, readonly SchoolTerm[]>;

/** Days on which learners attend; `byDefault` of them lie in terms that the school never told. */
export type SchoolDays = Readonly<{ days: number; byDefault: number }>;

/** When a school is open to learners. A term it has not told is England's default of that term. */
export type SchoolCalendar = Readonly<{
  /** The school days from one day to another, both counted. None where `to` is before `from`. */
  schoolDaysBetween: (from: LocalDate, to: LocalDate) => SchoolDays;
  isSchoolDay: (day: LocalDate) => boolean;
  /** The day that is so many school days after another: 1 is the next one. */
  schoolDayAfter: (day: LocalDate, count: number) => LocalDate;
  /** The three terms of an academic year, in order. */
  termsOf: (academicYear: number) => readonly SchoolTerm[];
}>;

type Year = Readonly<{ days: readonly LocalDate[]; byDefault: ReadonlySet<LocalDate> }>;

const isHeld = ({ halfTerm, closedDays }: SchoolTerm, day: LocalDate): boolean =>
  isWeekday(day) &&
  !closedDays.includes(day) &&
  (halfTerm === undefined || day < halfTerm.from || day > halfTerm.to);

const daysOf = (term: SchoolTerm): readonly LocalDate[] => {
  const days: LocalDate[] = [];
  for (let day = term.firstDay; day <= term.lastDay; day = addDays(day, 1))
    if (isHeld(term, day)) days.push(day);
  return days;
};

/** How many of the days, which are in order, come before `day`. */
const countBefore = (days: readonly LocalDate[], day: LocalDate): number => {
  let [low, high] = [0, days.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle] ?? day) < day) low = middle + 1;
    else high = middle;
  }
  return low;
};

/**
 * The calendar of a school. Years are worked out when first asked for and kept, so one calendar
 * should serve all questions about its school.
 */
export const schoolCalendar = (told: ToldTerms = new Map()): SchoolCalendar => {
  const years = new Map<number, Year>();

  const termsOf = (academicYear: number): readonly SchoolTerm[] => {
    const own = told.get(academicYear) ?? [];
    return defaultTerms(academicYear).map(
      (term) => own.find((one) => one.term === term.term) ?? term,
    );
  };

  const yearOf = (academicYear: number): Year => {
    const known = years.get(academicYear);
    if (known) return known;
    const own = new Set(told.get(academicYear)?.flatMap(daysOf));
    const all = new Set(termsOf(academicYear).flatMap(daysOf));
    const days = [...all].sort();
    const year = { days, byDefault: new Set(days.filter((day) => !own.has(day))) };
    years.set(academicYear, year);
    return year;
  };

  const schoolDaysBetween = (from: LocalDate, to: LocalDate): SchoolDays => {
    let [total, byDefault] = [0, 0];
    if (to < from) return { days: total, byDefault };
    for (let year = academicYearOf(from); year <= academicYearOf(to); year += 1) {
      const { days, byDefault: assumed } = yearOf(year);
      const within = days.slice(countBefore(days, from), countBefore(days, addDays(to, 1)));
      total += within.length;
      byDefault += within.filter((day) => assumed.has(day)).length;
    }
    return { days: total, byDefault };
  };

  const schoolDayAfter = (day: LocalDate, count: number): LocalDate => {
    let left = count;
    for (let year = academicYearOf(day); ; year += 1) {
      const { days } = yearOf(year);
      const ahead = days.slice(countBefore(days, addDays(day, 1)));
      const found = ahead[left - 1];
      if (found !== undefined) return found;
      left -= ahead.length;
    }
  };

  return {
    schoolDaysBetween,
    isSchoolDay: (day) => schoolDaysBetween(day, day).days === 1,
    schoolDayAfter,
    termsOf,
  };
};

/** England's default, for settings that are no school in the register. */
export const ENGLAND: SchoolCalendar = schoolCalendar();
