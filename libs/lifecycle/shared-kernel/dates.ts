import type { LocalDate, OccurredOn } from '#libs/event-sourcing';

// Conversions only: nothing here asks what day it is.

const DAY = 86_400_000;
const MONTHS_A_YEAR = 12;

// A rebuild counts days millions of times, and there are not many days: each is worked out once.
const MOST_KNOWN = 110_000;
const millisByDate = new Map<string, number>();
const dateByMillis = new Map<number, LocalDate>();

const millisOf = (date: LocalDate): number => {
  const known = millisByDate.get(date);
  if (known !== undefined) return known;
  const millis = Date.parse(`${date}T00:00:00Z`);
  if (millisByDate.size < MOST_KNOWN) millisByDate.set(date, millis);
  return millis;
};

const dateOf = (millis: number): LocalDate => {
  const known = dateByMillis.get(millis);
  if (known !== undefined) return known;
  const date = new Date(millis).toISOString().slice(0, 10) as LocalDate;
  if (dateByMillis.size < MOST_KNOWN) dateByMillis.set(millis, date);
  return date;
};

const partsOf = (date: string) => ({
  year: Number(date.slice(0, 4)),
  month: Number(date.slice(5, 7)),
  day: Number(date.slice(8, 10)),
});

const MONTH_DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

const daysIn = (year: number, month: number): number => {
  const isLeap = year % 4 === 0 && (year % 100 !== 0 || year % 400 === 0);
  return month === 2 && isLeap ? 29 : (MONTH_DAYS[month - 1] ?? 0);
};

/** A date that exists: `2026-02-29` does not. Years from 1900 to 2199. */
export const isLocalDate = (text: string): text is LocalDate => {
  if (!/^(19|20|21)\d\d-\d\d-\d\d$/.test(text)) return false;
  const { year, month, day } = partsOf(text);
  return day >= 1 && day <= daysIn(year, month);
};

export const addDays = (date: LocalDate, days: number): LocalDate =>
  dateOf(millisOf(date) + days * DAY);

export const addWeeks = (date: LocalDate, weeks: number): LocalDate => addDays(date, weeks * 7);

/** The corresponding date; where the month has none, its last day (31 December + 2 months = 28 February). */
export const addMonths = (date: LocalDate, months: number): LocalDate => {
  const { year, month, day } = partsOf(date);
  const counted = year * MONTHS_A_YEAR + month - 1 + months;
  const [inYear, inMonth] = [Math.floor(counted / MONTHS_A_YEAR), (counted % MONTHS_A_YEAR) + 1];
  const there = String(Math.min(day, daysIn(inYear, inMonth))).padStart(2, '0');
  return `${inYear}-${String(inMonth).padStart(2, '0')}-${there}` as LocalDate;
};

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: LocalDate, to: LocalDate): number =>
  Math.round((millisOf(to) - millisOf(from)) / DAY);

/** Told as the same days. */
export const sameWhen = (one: OccurredOn, other: OccurredOn): boolean =>
  one.from === other.from && one.to === other.to;

/** The calendar year in which the academic year of a date begins (1 September). */
export const academicYearOf = (date: LocalDate): number =>
  Number(date.slice(0, 4)) - (date.slice(5) < '09-01' ? 1 : 0);

const lastDayOfMonth = (month: string): LocalDate =>
  addDays(addMonths(`${month}-01` as LocalDate, 1), -1);

const TERMS: Readonly<Record<string, readonly [string, string]>> = {
  autumn: ['09-01', '12-31'],
  spring: ['01-01', '03-31'],
  summer: ['04-01', '08-31'],
};

const interval = (
  from: string,
  to: string,
  precision: OccurredOn['precision'],
): OccurredOn | undefined =>
  isLocalDate(from) && isLocalDate(to) && from <= to ? { from, to, precision } : undefined;

/**
 * Reads how people say when something happened: `2026-05-07`, `2026-05`, `2025/26`,
 * `2025/26 autumn`, `2026-01-03/2026-02-14` (some day within). Undefined for anything else.
 */
export const parseOccurredOn = (text: string): OccurredOn | undefined => {
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return interval(text, text, 'day');
  if (/^\d{4}-(0[1-9]|1[0-2])$/.test(text))
    return interval(`${text}-01`, lastDayOfMonth(text), 'month');
  const [from, to, ...more] = text.split('/');
  if (from?.length === 10 && to && more.length === 0) return interval(from, to, 'unknown');
  return parseAcademicYear(text);
};

const parseAcademicYear = (text: string): OccurredOn | undefined => {
  const [, start, end, term] = /^(\d{4})\/(\d\d)(?: (autumn|spring|summer))?$/.exec(text) ?? [];
  if (!start || Number(start.slice(2)) + 1 !== Number(end === '00' ? 100 : end)) return undefined;
  const year = Number(start);
  if (!term) return interval(`${year}-09-01`, `${year + 1}-08-31`, 'academicYear');
  const [first, last] = TERMS[term] ?? [];
  const termYear = term === 'autumn' ? year : year + 1;
  return interval(`${termYear}-${first}`, `${termYear}-${last}`, 'term');
};

const MONTHS = [
  ...['January', 'February', 'March', 'April', 'May', 'June', 'July'],
  ...['August', 'September', 'October', 'November', 'December'],
];

/** `7 May 2026`, as GOV.UK writes dates. */
export const dayInWords = (date: string): string =>
  `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;

/** `on 7 May 2026`, `in May 2026`, `in the school year 2025/26`, `between … and …`. */
export const whenInWords = ({ from, to, precision }: OccurredOn): string => {
  switch (precision) {
    case 'day':
      return `on ${dayInWords(from)}`;
    case 'month':
      return `in ${MONTHS[Number(from.slice(5, 7)) - 1]} ${from.slice(0, 4)}`;
    case 'academicYear':
      return `in the school year ${from.slice(0, 4)}/${to.slice(2, 4)}`;
    case 'term':
    case 'unknown':
      return `between ${dayInWords(from)} and ${dayInWords(to)}`;
  }
};
