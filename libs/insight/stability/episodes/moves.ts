import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween, type EndingGroup } from '#libs/lifecycle';
import type { Episode, Sameness } from './episode.js';
import type { PlanSpell } from './plan-spells.js';
import type { MovedTo, SettingType } from './setting-types.js';

/** An episode that ended, and where the learner went: another establishment, none, or away. */
export type Move = Readonly<{
  from: Episode;
  /** Undefined where none has started since. */
  to: Episode | undefined;
  endedOn: LocalDate;
  /** The first day at the next setting, where there is one. */
  startedOn: LocalDate | undefined;
  fromType: SettingType;
  toType: MovedTo;
  group: EndingGroup;
  /** Within the school year: not in August, and not within 30 days of 1 September. */
  midYear: boolean;
  /** Days between the two, both left out; 0 where they follow one another or overlap. */
  gapDays: number | undefined;
}>;

type Known = Readonly<{ spells: readonly PlanSpell[]; isSame: Sameness }>;

/**
 * The moves of one journey, by the ending that made each. The first placement of a spell is no move,
 * nor is coming back to the same establishment. `main` must be of rank main, the first one first.
 */
export const movesOf = (main: readonly Episode[], { spells, isSame }: Known): readonly Move[] =>
  main.flatMap((from, place) => {
    if (from.to === undefined || from.group === undefined) return [];
    const to = nextAfter(main, place);
    if (to && isSame(from.establishment, to.establishment)) return [];
    const spell = spells.find((one) => one.spell === from.spell);
    return [moveBetween({ ...from, to: from.to, group: from.group }, to, spell)];
  });

/** Where the learner is when it ends: what goes on then and began last, or else what starts next. */
export const nextAfter = (main: readonly Episode[], place: number): Episode | undefined => {
  const ended = main[place];
  if (ended?.to === undefined) return undefined;
  const until = ended.to;
  const others = main.filter((one) => one !== ended && one.spell === ended.spell);
  const goingOn = others.findLast(({ from, to }) => from <= until && (to ?? '9999') > until);
  return goingOn ?? main.find((one, at) => at > place && others.includes(one) && one.from >= until);
};

type Ended = Episode & Readonly<{ to: LocalDate; group: EndingGroup }>;

const moveBetween = (from: Ended, to: Episode | undefined, spell: PlanSpell | undefined): Move => {
  const startedOn = to && (to.from > from.to ? to.from : from.to);
  return {
    ...{ from, to, endedOn: from.to, startedOn },
    fromType: from.settingTo,
    toType: to?.settingFrom ?? (isExit(from, spell) ? 'exit' : 'unplaced'),
    group: from.group,
    midYear: isMidYear(startedOn ?? from.to),
    gapDays: startedOn && Math.max(0, daysBetween(from.to, startedOn) - 1),
  };
};

const isExit = ({ group }: Ended, spell: PlanSpell | undefined): boolean =>
  group === 'censoring' || spell?.to !== undefined;

/** Outside the 30 days on either side of 1 September, and outside August. */
export const isMidYear = (day: LocalDate): boolean => {
  const inYear = day.slice(5);
  return inYear > '10-01' || inYear <= '07-31';
};
