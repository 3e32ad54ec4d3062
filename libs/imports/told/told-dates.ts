import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { parseOccurredOn } from '#libs/lifecycle';

/** What is wrong with a value, in words that do not repeat it. */
export type Problem = Readonly<{ problem: string }>;

export const isProblem = (value: unknown): value is Problem =>
  typeof value === 'object' && value !== null && 'problem' in value;

const MONTHS = [
  ...['january', 'february', 'march', 'april', 'may', 'june', 'july'],
  ...['august', 'september', 'october', 'november', 'december'],
];

const two = (number: number | string): string => String(number).padStart(2, '0');

/** `sep`, `sept`, `September`: 9; no month is 0. */
const monthOf = (name: string): number =>
  name.length < 3
    ? 0
    : MONTHS.findIndex((month) => month.startsWith(name.replace(/^sept$/, 'sep'))) + 1;

type Reading = readonly [
  pattern: RegExp,
  read: (parts: readonly string[]) => OccurredOn | undefined,
];

const day = (year: string, month: number | string, ofMonth: string): OccurredOn | undefined =>
  parseOccurredOn(`${year}-${two(month)}-${two(ofMonth)}`);

const academicYear = (start: string, term: string): OccurredOn | undefined =>
  parseOccurredOn(`${start}/${two((Number(start) + 1) % 100)}${term === '' ? '' : ` ${term}`}`);

const schoolYear = (start: string, end: string, term: string): OccurredOn | undefined =>
  Number(end.slice(-2)) === (Number(start) + 1) % 100 ? academicYear(start, term) : undefined;

/** `autumn 2024` is of the school year 2024/25, `summer 2025` too. */
const termIn = (term: string, year: string): OccurredOn | undefined =>
  academicYear(term === 'autumn' ? year : String(Number(year) - 1), term);

const READINGS: readonly Reading[] = [
  [/^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})$/, ([d = '', m = '', y = '']) => day(y, m, d)],
  [
    /^(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]+)\.?,?[ -](\d{4})$/,
    ([d = '', m = '', y = '']) => day(y, monthOf(m), d),
  ],
  [/^(autumn|spring|summer)(?: term)? (\d{4})$/, ([t = '', y = '']) => termIn(t, y)],
  [
    /^(\d{4}) ?[/-] ?(\d{4}|\d\d)(?: (autumn|spring|summer)(?: term)?)?$/,
    ([from = '', to = '', t = '']) => schoolYear(from, to, t),
  ],
  [
    /^(autumn|spring|summer)(?: term)? (\d{4}) ?[/-] ?(\d{4}|\d\d)$/,
    ([t = '', from = '', to = '']) => schoolYear(from, to, t),
  ],
  [/^([a-z]+)\.?[ -](\d{4})$/, ([m = '', y = '']) => parseOccurredOn(`${y}-${two(monthOf(m))}`)],
  [/^(\d{1,2})[/-](\d{4})$/, ([m = '', y = '']) => parseOccurredOn(`${y}-${two(m)}`)],
  [/^(\d{4})$/, ([y = '']) => parseOccurredOn(`${y}-01-01/${y}-12-31`)],
];

const MIDNIGHT = /[t ]00:00(:00(\.0+)?)?z?$/;

/**
 * Reads a date as people in England type it, and as spreadsheets save it: `2025-09-03`,
 * `03/09/2025` (the day first), `3 Sep 2025`, `2025-09`, `Sept 2025`, `09/2025`, `2024/25`,
 * `2024/25 autumn`, `spring 2025`, `2025`, `2026-01-03/2026-02-14`. `2009-10` is October 2009.
 */
export const toldDate = (text: string): OccurredOn | Problem => {
  const plain = text.trim().replace(/\s+/g, ' ').toLowerCase().replace(MIDNIGHT, '');
  const iso = parseOccurredOn(plain);
  if (iso) return iso;
  for (const [pattern, read] of READINGS) {
    const parts = pattern.exec(plain)?.slice(1);
    const when = parts && read(parts);
    if (when) return when;
  }
  return { problem: problemWith(plain) };
};

/** The same, where nothing but a day will do. */
export const toldDay = (text: string): LocalDate | Problem => {
  const when = toldDate(text);
  if (isProblem(when)) return when;
  return when.precision === 'day' ? when.from : { problem: 'a full date is needed here: 3/9/2025' };
};

const problemWith = (plain: string): string => {
  if (/^\d{5}$/.test(plain))
    return 'is a spreadsheet’s day number: show the column as dates, then save it again';
  if (/^\d{1,2}[/. -]([a-z]+|\d{1,2})[/. -]\d\d$/.test(plain)) return 'write the year in full';
  return 'is no date that exists: write 3/9/2025 (the day first), Sept 2025, 2024/25, or leave it empty';
};
