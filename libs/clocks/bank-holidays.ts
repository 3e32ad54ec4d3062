import Holidays from 'date-holidays';
import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween } from '#libs/lifecycle';

const england = new Holidays('GB', 'ENG');
const years = new Map<string, ReadonlySet<string>>();

const holidaysIn = (year: string): ReadonlySet<string> => {
  const there = years.get(year);
  if (there) return there;
  const found = england
    .getHolidays(Number(year))
    .filter(({ type }) => type === 'public')
    .map(({ date }) => date.slice(0, 10));
  const holidays = new Set(found);
  years.set(year, holidays);
  return holidays;
};

/** In England, with the days in lieu and those proclaimed once. */
export const isBankHoliday = (day: LocalDate): boolean => holidaysIn(day.slice(0, 4)).has(day);

const A_MONDAY = '2024-01-01' as LocalDate;
const DAYS_A_WEEK = 7;
const SATURDAY = 5;

/** Neither Saturday, Sunday nor a bank holiday in England. */
export const isWorkingDay = (day: LocalDate): boolean => {
  const weekday = ((daysBetween(A_MONDAY, day) % DAYS_A_WEEK) + DAYS_A_WEEK) % DAYS_A_WEEK;
  return weekday < SATURDAY && !isBankHoliday(day);
};
