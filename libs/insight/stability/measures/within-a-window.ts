import type { LocalDate } from '#libs/event-sourcing';
import { addDays, daysBetween, type EndingGroup } from '#libs/lifecycle';
import { movesOf, type Episode, type Move } from '../episodes/index.js';
import type { Child } from '../cohort/index.js';
import type { Duration } from '../statistics/index.js';
import type { Context, Window } from './stability-measure.js';

export const SOURCE = 'placement stability measures of this service (no national measure exists)';

/** What the convention is for days known in part; said with every measure. */
export const VAGUE_DAYS =
  'A day known only to a month, term or year counts as its first possible day.';

const YEAR = 365;

/** The year up to and on a day. */
export const yearUpTo = ({ to, asOf }: Window, years = 1): Window => ({
  ...{ from: addDays(to, 1 - years * YEAR), to, asOf },
});

export const isWithin = (day: LocalDate | undefined, { from, to }: Window): boolean =>
  day !== undefined && from <= day && day <= to;

export const overlaps = ({ from, to }: Episode, window: Window): boolean =>
  from <= window.to && (to === undefined || to >= window.from);

/** Days of the window on which it went on and was under observation, first and last counted. */
export const daysAtRisk = ({ observedFrom, to }: Episode, window: Window): number => {
  const first = observedFrom > window.from ? observedFrom : window.from;
  const last = to !== undefined && to < window.to ? to : window.to;
  return Math.max(0, daysBetween(first, last) + 1);
};

/** Its ending lies in the window, and was under observation. */
export const endedIn = (episode: Episode, window: Window): boolean =>
  isWithin(episode.to, window) && !endedUnseen(episode);

export const endedUnseen = ({ to, observedFrom }: Episode): boolean =>
  to !== undefined && to < observedFrom;

/** Groups whose endings are endings: neither the end of the plan nor a mere change of terms. */
const ENDINGS: readonly (EndingGroup | undefined)[] = ['structural', 'planned', 'unplanned'];

export const isEnding = ({ group }: Readonly<{ group: EndingGroup | undefined }>): boolean =>
  ENDINGS.includes(group);

export const AWAITED_REASON = 'the reason of the ending is awaited';
export const UNSEEN = 'endings before the case came under observation here';
export const PLAN_OVER = 'placements that ended because the plan ended or left';
export const STATUS_ONLY = 'endings that only changed the terms';

/** Why an ending does not count as one, where it does not. */
export const notAnEnding = ({
  group,
}: Episode): Readonly<{ excluded: string } | { unknown: string }> | undefined => {
  if (group === 'awaited') return { unknown: AWAITED_REASON };
  if (group === 'censoring') return { excluded: PLAN_OVER };
  return group === 'statusOnly' ? { excluded: STATUS_ONLY } : undefined;
};

/** Its ending lies in the window, and why is not known yet: told beside its days at risk. */
export const endsUnexplained = (episode: Episode, window: Window): boolean =>
  endedIn(episode, window) && episode.group === 'awaited';

export const movesIn = (
  { main, spells }: Child,
  { cohort: { isSame } }: Context,
): readonly Move[] => movesOf(main, { spells, isSame });

/** From its true first day to its ending, or to the last day that can have happened. */
export const durationOf = (
  { from, to, group, observedFrom }: Episode,
  asOf: LocalDate,
): Duration => ({
  entered: daysBetween(from, observedFrom),
  until: daysBetween(from, to ?? asOf),
  cause: group === 'censoring' || group === 'statusOnly' ? undefined : group,
});
