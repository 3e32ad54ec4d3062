import type { LocalDate } from '#libs/event-sourcing';
import { pencePerYear, type PriceLine } from '#libs/lifecycle';
import type { SchoolCalendar } from '../providers/school-calendar.js';
import { daysOfYear, ordinalOf } from './year-days.js';

/** A line of a price as it runs up: so many pence a school year, a week in school, a week, or once. */
export type Charge = Readonly<{
  code: string;
  pence: number;
  per: 'year' | 'schoolWeek' | 'week' | 'once' | 'stay';
}>;

const MOST_SCHOOL_WEEKS = 39;

const A_WEEK: readonly string[] = ['week', 'day', 'hour', 'night'];

/**
 * A placement is bought by the year: whatever the unit of a line, its sum of a year runs up evenly
 * over the days of the school year.
 */
export const placementCharges = (lines: readonly PriceLine[]): readonly Charge[] =>
  lines.map((line) => ({
    code: line.code,
    pence: pencePerYear([line]),
    per: line.unit === 'once' ? 'once' : 'year',
  }));

/**
 * Interim provision is bought while it runs: a line by the week, day, hour or night runs up a fifth
 * of its week on each school day, or a seventh on each day where it is for more than 39 weeks a year.
 */
export const interimCharges = (lines: readonly PriceLine[]): readonly Charge[] =>
  lines.map((line) => {
    if (!A_WEEK.includes(line.unit)) return placementCharges([line])[0] ?? NOTHING;
    const pence = Math.round((line.ratePence * line.quantityThousandths) / 1000);
    const allYear = (line.weeks ?? 0) > MOST_SCHOOL_WEEKS;
    return { code: line.code, pence, per: allYear ? 'week' : 'schoolWeek' };
  });

const NOTHING: Charge = { code: 'other', pence: 0, per: 'once' };

/** A sum for all of a time, which runs up evenly over its days. */
export const settlementCharge = (pence: number): Charge => ({
  ...{ code: 'settlement', pence, per: 'stay' },
});

/** The days for which something is paid, and when school is held in them. */
export type ChargedTime = Readonly<{
  from: LocalDate;
  to: LocalDate;
  calendar: SchoolCalendar;
}>;

const SCHOOL_DAYS_A_WEEK = 5;
const DAYS_A_WEEK = 7;

/**
 * What a charge has run up to by the end of a day, in whole pence, counted from the beginning of the
 * school year that the day lies in. The difference of two days is what is paid for the days between:
 * so any parts of a year come to the year, to the penny. `day` lies in the time, or is the day before.
 */
export const runUpBy = (charge: Charge, time: ChargedTime, day: LocalDate): number => {
  const { pence, per } = charge;
  switch (per) {
    case 'year':
      return Math.floor((pence * ordinalOf(day)) / daysOfYear(day));
    case 'week':
      return Math.floor((pence * ordinalOf(day)) / DAYS_A_WEEK);
    case 'schoolWeek':
      return Math.floor((pence * schoolDaysBy(time, day)) / SCHOOL_DAYS_A_WEEK);
    case 'once':
      return day < time.from ? 0 : pence;
    case 'stay':
      return Math.floor((pence * daysInto(time, day)) / daysInto(time, time.to));
  }
};

const firstOfYear = (day: LocalDate): LocalDate =>
  `${Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0)}-09-01` as LocalDate;

const schoolDaysBy = ({ calendar }: ChargedTime, day: LocalDate): number =>
  calendar.schoolDaysBetween(firstOfYear(day), day).days;

/** How many of its days are over by the end of a day, which may lie in a later school year. */
const daysInto = ({ from }: ChargedTime, day: LocalDate): number => {
  if (day < from) return 0;
  let days = ordinalOf(day) - ordinalOf(from) + 1;
  for (let year = firstOfYear(from); year < firstOfYear(day); year = nextYear(year))
    days += daysOfYear(year);
  return days;
};

const nextYear = (first: LocalDate): LocalDate =>
  `${Number(first.slice(0, 4)) + 1}-09-01` as LocalDate;

/** What runs up anew from 1 September; the others simply go on. */
export const beginsAnew = ({ per }: Charge): boolean =>
  per === 'year' || per === 'week' || per === 'schoolWeek';
