import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween } from '#libs/lifecycle';
import { clockRule } from './catalogue.js';
import type { Clock } from './clock.js';
import { stoppedBy } from './clocks-of.js';

/** How a clock stands on a day. Days are whole days after the last one, or up to it; the least certain of them. */
export type Standing =
  | Readonly<{ as: 'running'; daysLeft: number }>
  /** The last day is known vaguely, and may have passed. */
  | Readonly<{ as: 'perhapsOverdue' }>
  | Readonly<{ as: 'overdue'; daysLate: number }>
  | Readonly<{ as: 'met' }>
  | Readonly<{ as: 'perhapsMetLate' }>
  | Readonly<{ as: 'metLate'; daysLate: number }>
  /** It stopped without being done, in time or not. */
  | Readonly<{ as: 'ended' }>
  | Readonly<{ as: 'endedLate'; daysLate: number }>
  /** The law excepts it. */
  | Readonly<{ as: 'excepted' }>
  /** Others still have time. */
  | Readonly<{ as: 'open'; daysLeft: number }>
  | Readonly<{ as: 'closed' }>
  /** The time that others had was cut short. */
  | Readonly<{ as: 'cutShort'; days: number }>;

const stoppedStanding = ({ due, met, ended }: Clock): Standing | undefined => {
  if (met) {
    if (met.on.from > due.to) return { as: 'metLate', daysLate: daysBetween(due.to, met.on.from) };
    return met.on.to > due.from ? { as: 'perhapsMetLate' } : { as: 'met' };
  }
  if (!ended) return undefined;
  const { from } = ended.mark.on;
  return from > due.to ? { as: 'endedLate', daysLate: daysBetween(due.to, from) } : { as: 'ended' };
};

const windowOn = ({ due, met, ended }: Clock, today: LocalDate): Standing => {
  if (met) return { as: 'closed' };
  // Concluded on the last day, that day was not theirs any more.
  if (ended?.because === 'concluded' && ended.mark.on.to <= due.from)
    return { as: 'cutShort', days: daysBetween(ended.mark.on.to, due.from) + 1 };
  if (ended || today > due.to) return { as: 'closed' };
  return { as: 'open', daysLeft: daysBetween(today, due.from) };
};

/** How a clock stands on a day: never stored, for it changes without anybody recording anything. */
export const standingOn = (clock: Clock, today: LocalDate): Standing => {
  if (clockRule(clock.clock).kind === 'window') return windowOn(clock, today);
  if (clock.excepted !== undefined) return stoppedBy(clock) ? { as: 'met' } : { as: 'excepted' };
  const stopped = stoppedStanding(clock);
  if (stopped) return stopped;
  const { from, to } = clock.due;
  if (today > to) return { as: 'overdue', daysLate: daysBetween(to, today) };
  return today > from
    ? { as: 'perhapsOverdue' }
    : { as: 'running', daysLeft: daysBetween(today, from) };
};

/** By how many days at least the last day was passed, or has been by today; 0 where it was not, or does not count. */
export const breachedByDays = (clock: Clock, today: LocalDate): number => {
  if (!clock.counts) return 0;
  const standing = standingOn(clock, today);
  return 'daysLate' in standing ? standing.daysLate : 0;
};

/** The deadline passed before what was due was done, and it counts. */
export const isMissed = (clock: Clock, today: LocalDate): boolean =>
  breachedByDays(clock, today) > 0;
