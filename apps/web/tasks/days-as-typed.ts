import type { LocalDate } from '#libs/event-sourcing';
import { addDays, isLocalDate, parseOccurredOn } from '#libs/lifecycle';

const MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];

const FROM_TODAY: Readonly<Record<string, number>> = { today: 0, yesterday: -1, tomorrow: 1 };

const CENTURY = 2000;
const DAYS_BACK_IS_LIKELIER = 182;

const isoOf = (year: number, month: number, day: number): LocalDate | undefined => {
  const two = (part: number): string => String(part).padStart(2, '0');
  const text = `${year}-${two(month)}-${two(day)}`;
  return isLocalDate(text) ? text : undefined;
};

const monthIn = (text: string): number =>
  /^\d{1,2}$/.test(text) ? Number(text) : MONTHS.indexOf(text.slice(0, 3)) + 1;

const yearIn = (text: string): number =>
  text.length === 2 ? CENTURY + Number(text) : Number(text);

/**
 * A day as people type it: `7 May 2026`, `7/5/26`, `7.5.2026`, `7 5 2026`, `2026-05-07`, `today`,
 * `yesterday`. Without a year, the one in which it is nearest to today. `undefined`: no day.
 */
export const parsedDay = (typed: string, today: LocalDate): LocalDate | undefined => {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  const away = FROM_TODAY[text];
  if (away !== undefined) return addDays(today, away);
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return isLocalDate(text) ? text : undefined;
  const parts = /^(\d{1,2})[ ./-](\d{1,2}|[a-z]{3,9})(?:[ ./-]|, )?(\d{4}|\d{2})?$/.exec(text);
  if (!parts) return undefined;
  const [, day = '', month = '', year] = parts;
  if (year !== undefined) return isoOf(yearIn(year), monthIn(month), Number(day));
  return nearest(today, { month: monthIn(month), day: Number(day) });
};

const nearest = (
  today: LocalDate,
  { month, day }: Readonly<{ month: number; day: number }>,
): LocalDate | undefined => {
  const year = Number(today.slice(0, 4));
  const later = addDays(today, DAYS_BACK_IS_LIKELIER);
  const earlier = addDays(today, -DAYS_BACK_IS_LIKELIER);
  const candidates = [year - 1, year, year + 1].map((one) => isoOf(one, month, day));
  return candidates.find((one) => one !== undefined && one > earlier && one <= later);
};

const between = (text: string, today: LocalDate): string | undefined => {
  const [, from = '', to = ''] = /^(?:between )?(.+?)(?: and | to | - )(.+)$/.exec(text) ?? [];
  const [first, last] = [parsedDay(from, today), parsedDay(to, today)];
  return first && last ? `${first}/${last}` : undefined;
};

const month = (text: string): string | undefined => {
  const [, name = '', year = ''] = /^([a-z]{3,9}|\d{1,2})[ /.](\d{4})$/.exec(text) ?? [];
  const number = monthIn(name);
  return year && number > 0 ? `${year}-${String(number).padStart(2, '0')}` : undefined;
};

const term = (text: string): string | undefined => {
  const [, name = '', year = ''] = /^(autumn|spring|summer)(?: term)? (\d{4})$/.exec(text) ?? [];
  if (!year) return undefined;
  const begins = name === 'autumn' ? Number(year) : Number(year) - 1;
  return `${begins}/${String((begins + 1) % 100).padStart(2, '0')} ${name}`;
};

export type WhenAsked = Readonly<{
  today: LocalDate;
  /** `unknown` means some day from this one up to today. */
  unknownFrom: LocalDate;
}>;

/**
 * When something happened, as people say it, in the words of the API: a day, `May 2026`, `autumn
 * 2025`, `2025/26`, `between 3 Jan 2026 and 14 Feb 2026`, `unknown`. `undefined`: not understood.
 */
export const parsedWhen = (
  typed: string,
  { today, unknownFrom }: WhenAsked,
): string | undefined => {
  const text = typed.trim().toLowerCase().replaceAll(/\s+/g, ' ');
  if (/^(unknown|not known|\?)$/.test(text))
    return `${unknownFrom < today ? unknownFrom : today}/${today}`;
  const said = parsedDay(text, today) ?? month(text) ?? term(text) ?? between(text, today) ?? text;
  return parseOccurredOn(said) ? said : undefined;
};
