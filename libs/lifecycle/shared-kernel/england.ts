import { microsOf, type Instant, type LocalDate } from '#libs/event-sourcing';

// A day begins and ends when it does in England; near midnight in summer that is not the UTC day.

const inEngland = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** The day it is in England at an instant. */
export const dayOf = (instant: Instant): LocalDate => {
  // Days in England begin on whole hours of UTC, and asking the calendar is slow.
  const hour = instant.slice(0, 13);
  if (hour !== lastHour) {
    lastDay = inEngland.format(Number(microsOf(instant) / 1_000n)) as LocalDate;
    lastHour = hour;
  }
  return lastDay;
};

let lastHour = '';
let lastDay = '' as LocalDate;

const clockInEngland = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** What the clocks in England show at an instant: `14:02`. */
export const timeOf = (instant: Instant): string =>
  clockInEngland.format(Number(microsOf(instant) / 1_000n));

/** The last instant of a day in England: 22:59:59.999999 UTC under summer time. */
export const endOfDay = (day: LocalDate): Instant => {
  const inUtc = `${day}T23:59:59.999999Z` as Instant;
  return dayOf(inUtc) === day ? inUtc : (`${day}T22:59:59.999999Z` as Instant);
};
