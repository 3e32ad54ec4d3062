import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import { addDays, addMonths, addWeeks } from '#libs/lifecycle';
import { isWorkingDay } from './bank-holidays.js';
import type { Due } from './clock.js';

export type Count = (from: LocalDate) => LocalDate;

/** `within N weeks of D`: D + 7N. No week is longer for a holiday. */
export const weeks =
  (count: number): Count =>
  (from) =>
    addWeeks(from, count);

/** `within N days`: the day after is the first. */
export const days =
  (count: number): Count =>
  (from) =>
    addDays(from, count);

/** `N days beginning with the day`: that day is the first. */
export const daysBeginningWith =
  (count: number): Count =>
  (from) =>
    addDays(from, count - 1);

/** `N months after`: the corresponding date, or the last day of a month that has none. */
export const months =
  (count: number): Count =>
  (from) =>
    addMonths(from, count);

/** `within the period of N months starting with the day`: its last day is before the corresponding date. */
export const monthsStartingWith =
  (count: number): Count =>
  (from) => {
    const corresponding = addMonths(from, count);
    return corresponding.slice(8) === from.slice(8) ? addDays(corresponding, -1) : corresponding;
  };

/** `N working days beginning with the day`; a day off does not count. */
export const workingDaysBeginningWith =
  (count: number): Count =>
  (from) => {
    let day = from;
    let counted = isWorkingDay(day) ? 1 : 0;
    while (counted < count) {
      day = addDays(day, 1);
      if (isWorkingDay(day)) counted += 1;
    }
    return day;
  };

/** The day, or the next working day where it is none. */
export const rolledForward = (day: LocalDate): LocalDate => workingDaysBeginningWith(1)(day);

/** Counted from a start that may be known vaguely: the earliest and the latest last day. */
export const dueAfter = (on: OccurredOn, count: Count): Due => ({
  from: count(on.from),
  to: count(on.to),
});

export const dueOn = (day: LocalDate): Due => ({ from: day, to: day });

export const laterDay = (one: LocalDate, other: LocalDate): LocalDate =>
  one > other ? one : other;
