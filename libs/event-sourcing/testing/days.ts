import { onDay, type LocalDate, type OccurredOn } from '../index.js';

/** A day as text, `2025-09-04`, or a whole interval. */
export type Day = string | OccurredOn;

export const occurred = (day: Day): OccurredOn =>
  typeof day === 'string' ? onDay(day as LocalDate) : day;

/** The first day of the school year in which examples play. */
export const FIRST_DAY = occurred('2025-09-01');

/** The day after the first possible day of something; the very first when there is nothing. */
export const dayAfter = (before: OccurredOn | undefined): OccurredOn => {
  if (before === undefined) return FIRST_DAY;
  const next = new Date(`${before.from}T00:00:00Z`);
  next.setUTCDate(next.getUTCDate() + 1);
  return occurred(next.toISOString().slice(0, 10));
};
