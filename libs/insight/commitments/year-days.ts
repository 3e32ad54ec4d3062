import type { LocalDate } from '#libs/event-sourcing';

// The days of a school year, reckoned without a calendar: answers ask for them by the million.

const MONTHS = [30, 31, 30, 31, 31, 28, 31, 30, 31, 30, 31, 31];
const SEPTEMBER = 9;

const isLeap = (year: number): boolean => (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** The calendar year of the February that lies in the school year of a month. */
const februaryOf = (year: number, month: number): number => (month >= SEPTEMBER ? year + 1 : year);

const inYear = (day: string): readonly [year: number, month: number] => [
  Number(day.slice(0, 4)),
  Number(day.slice(5, 7)),
];

/** 365, or 366. */
export const daysOfYear = (day: LocalDate): number => {
  const [year, month] = inYear(day);
  return isLeap(februaryOf(year, month)) ? 366 : 365;
};

/** September is 0: February is 5. */
const AFTER_FEBRUARY = 6;
const BEFORE = MONTHS.map((_, at) => MONTHS.slice(0, at).reduce((sum, days) => sum + days, 0));

/** 1 for 1 September, up to 365 or 366 for 31 August. */
export const ordinalOf = (day: LocalDate): number => {
  const [year, month] = inYear(day);
  const place = (month + 12 - SEPTEMBER) % 12;
  const leap = place >= AFTER_FEBRUARY && isLeap(februaryOf(year, month)) ? 1 : 0;
  return (BEFORE[place] ?? 0) + leap + Number(day.slice(8));
};

const FEBRUARY = 5;

/** The last day of a month: `2026-02` ends on `2026-02-28`. */
export const lastDayOf = (month: string): LocalDate => {
  const [year, number] = inYear(month);
  const place = (number + 12 - SEPTEMBER) % 12;
  const days = (MONTHS[place] ?? 0) + (place === FEBRUARY && isLeap(year) ? 1 : 0);
  return `${month}-${days}` as LocalDate;
};

/** The month after: `2025-12` is followed by `2026-01`. */
export const monthAfter = (month: string): string => {
  const [year, number] = inYear(month);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
};
