import type { LocalDate } from '#libs/event-sourcing';
import { addDays, daysBetween } from '#libs/lifecycle';
import { daysOfYear, lastDayOf, monthAfter, ordinalOf } from './year-days.js';

it('counts the days of every school year as the calendar does', () => {
  let day = '2023-09-01' as LocalDate;
  for (; day < '2028-09-01'; day = addDays(day, 1)) {
    const year = Number(day.slice(0, 4)) - (day.slice(5) < '09-01' ? 1 : 0);
    const first = `${year}-09-01` as LocalDate;
    const next = `${year + 1}-09-01` as LocalDate;
    expect([day, ordinalOf(day)]).toEqual([day, daysBetween(first, day) + 1]);
    expect([day, daysOfYear(day)]).toEqual([day, daysBetween(first, next)]);
    const ends = addDays(`${monthAfter(day.slice(0, 7))}-01` as LocalDate, -1);
    expect(lastDayOf(day.slice(0, 7))).toBe(ends);
  }
});
