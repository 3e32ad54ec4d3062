import { instantOf, type Instant, type LocalDate } from '#libs/event-sourcing';

const inEngland = new Intl.DateTimeFormat('en-CA', {
  timeZone: 'Europe/London',
  year: 'numeric',
  month: '2-digit',
  day: '2-digit',
});

/** Now, in UTC. The clock gives milliseconds; the log tells apart what falls into the same one. */
export const now = (): Instant => instantOf(BigInt(Date.now()) * 1_000n);

/** The day it is in England at an instant: near midnight in summer it is not the UTC day. */
export const dayOf = (instant: Instant): LocalDate => {
  // Days in England begin on whole hours of UTC, and asking the calendar is slow.
  const hour = instant.slice(0, 13);
  if (hour !== lastHour) {
    lastHour = hour;
    lastDay = inEngland.format(new Date(instant)) as LocalDate;
  }
  return lastDay;
};

let lastHour = '';
let lastDay = '' as LocalDate;
