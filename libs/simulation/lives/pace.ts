import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import { workdayFrom } from '../machinery/calendar.js';
import type { Life } from './life.js';

/** A day on which the office is open, so many days later. */
export const soon = (
  life: Life,
  day: LocalDate,
  [from, to]: readonly [number, number],
): LocalDate => workdayFrom(addDays(day, life.chance.between(from, to)));
