import { sql } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import { addDays, addMonths } from '#libs/lifecycle';
import type { Expression } from './expression.js';

export const periodNames = [
  'month',
  'quarter',
  'calendar',
  'academic',
  'financial',
  'day',
] as const;

/** Academic years begin on 1 September, financial years on 1 April, quarters in January. */
export type PeriodName = (typeof periodNames)[number];

/** A stretch of time, both days included. `key` is what the database calls it. */
export type Period = Readonly<{ key: string; label: string; from: LocalDate; to: LocalDate }>;

const MONTHS = { month: 1, quarter: 3, calendar: 12, academic: 12, financial: 12 } as const;
const BEGINS = { calendar: '01', academic: '09', financial: '04' } as const;

const YEAR = 4;
const MONTH = 7;

const yearFrom = (day: string, begins: string): number =>
  Number(day.slice(0, YEAR)) - (day.slice(YEAR + 1, MONTH) < begins ? 1 : 0);

/** The period of its name that a day lies in. */
export const periodOf = (name: PeriodName, day: LocalDate): Period => {
  if (name === 'day') return { key: day, label: day, from: day, to: day };
  const from = firstDayOf(name, day);
  const to = addDays(addMonths(from, MONTHS[name]), -1);
  const key = name === 'month' || name === 'quarter' ? from.slice(0, MONTH) : from.slice(0, YEAR);
  return { key, label: labelOf(name, from), from, to };
};

const firstDayOf = (name: Exclude<PeriodName, 'day'>, day: LocalDate): LocalDate => {
  if (name === 'month') return `${day.slice(0, MONTH)}-01` as LocalDate;
  if (name === 'quarter') {
    const month = Number(day.slice(YEAR + 1, MONTH));
    const first = month - ((month - 1) % MONTHS.quarter);
    return `${day.slice(0, YEAR)}-${String(first).padStart(2, '0')}-01` as LocalDate;
  }
  return `${yearFrom(day, BEGINS[name])}-${BEGINS[name]}-01` as LocalDate;
};

const labelOf = (name: PeriodName, from: LocalDate): string => {
  const year = Number(from.slice(0, YEAR));
  if (name === 'calendar') return String(year);
  if (name === 'academic') return `${year}/${String((year + 1) % 100).padStart(2, '0')}`;
  if (name === 'financial') return `${year}-${String((year + 1) % 100).padStart(2, '0')}`;
  if (name === 'quarter')
    return `${year} Q${Math.ceil(Number(from.slice(YEAR + 1, MONTH)) / MONTHS.quarter)}`;
  return from.slice(0, MONTH);
};

/** The periods from one day to another, the first and the last cut to these. */
export const periodsBetween = (
  name: PeriodName | undefined,
  from: LocalDate,
  to: LocalDate,
): readonly Period[] => {
  if (name === undefined) return [{ key: '', label: `${from} to ${to}`, from, to }];
  const periods: Period[] = [];
  for (let day = from; day <= to;) {
    const whole = periodOf(name, day);
    periods.push({ ...whole, from: day, to: whole.to < to ? whole.to : to });
    day = addDays(whole.to, 1);
  }
  return periods;
};

/** The key of the period that the day in a column lies in, as the database works it out. */
export const periodKey = (
  name: PeriodName | undefined,
  day: Expression<string>,
): Expression<string> => {
  if (name === undefined) return sql<string>`''`;
  if (name === 'day') return day;
  if (name === 'month') return sql<string>`substr(${day}, 1, 7)`;
  if (name === 'quarter')
    return sql<string>`(substr(${day}, 1, 5) || case
      when substr(${day}, 6, 2) < '04' then '01' when substr(${day}, 6, 2) < '07' then '04'
      when substr(${day}, 6, 2) < '10' then '07' else '10' end)`;
  return yearKey(day, BEGINS[name]);
};

/** The year in which the year of a day began, where years begin with that month. */
const yearKey = (day: Expression<string>, begins: string): Expression<string> =>
  begins === '01'
    ? sql<string>`substr(${day}, 1, 4)`
    : sql<string>`cast(cast(substr(${day}, 1, 4) as integer)
        - case when substr(${day}, 6, 2) < ${sql.lit(begins)} then 1 else 0 end as text)`;

/** The calendar year in which the academic year of a day began, as a number. */
export const academicYearIn = (day: Expression<string>): Expression<number> =>
  sql<number>`(cast(substr(${day}, 1, 4) as integer)
    - case when substr(${day}, 6, 2) < '09' then 1 else 0 end)`;
