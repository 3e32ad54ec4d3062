import { periodOf, periodsBetween, type Period } from './periods.js';
import type { Question } from './question.js';

/** The stretches of time that a question speaks of: periods, or the days of the snapshots. */
export const stretchesIn = (
  { from, to, period, on, at }: Question,
  asked: 'happened' | 'held',
): readonly Period[] => {
  if (asked === 'happened')
    return from === undefined || to === undefined ? [] : periodsBetween(period, from, to);
  const days =
    on.length > 0 || from === undefined || to === undefined || period === undefined
      ? on
      : periodsBetween(period, from, to)
          .map((one) => periodOf(period, one.from)[at === 'first' ? 'from' : 'to'])
          .filter((day) => day >= from && day <= to);
  return days.map((day) => ({ key: day, label: day, from: day, to: day }));
};
