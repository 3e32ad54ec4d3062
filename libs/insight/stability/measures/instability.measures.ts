import { daysBetween } from '#libs/lifecycle';
import type { ComputedMeasure } from '../../measures/measure.js';
import { childOn, episodeOn, knownSince, spellOn, type Child } from '../cohort/index.js';
import { isInmssType, type Episode } from '../episodes/index.js';
import {
  AWAITED_REASON,
  daysAtRisk,
  endedIn,
  endsUnexplained,
  isEnding,
  isWithin,
  movesIn,
  overlaps,
  SOURCE,
  UNSEEN,
  VAGUE_DAYS,
  yearUpTo,
} from './within-a-window.js';
import { yearGroupOn } from './dimensions.js';
import { rate, share } from './figures.js';
import { stabilityMeasure, type Context, type Told } from './stability-measure.js';

const NO_PLAN = 'learners without a plan on the day';
const NEVER_PLACED = 'learners with a plan and no placement within the year';
const MANY = 3;

const distinct = (episodes: readonly Episode[], { cohort: { isSame } }: Context): number =>
  episodes.reduce<readonly Episode[]>((seen, one) => {
    const known = seen.some(
      ({ establishment }) =>
        isSame(establishment, one.establishment) || isSame(one.establishment, establishment),
    );
    return known ? seen : [...seen, one];
  }, []).length;

const multipleMoves = stabilityMeasure<boolean>({
  ...{ name: 'multiple-moves', title: 'M1 Three or more schools in a year', version: 1 },
  ...{ kind: 'rate', unit: 'children', asked: 'held' },
  definition: `Children who were at three or more different settings in the year up to the day. A school and its successor are one. ${VAGUE_DAYS}`,
  population: 'children with an active plan on the day and a placement within the year up to it',
  formula:
    'children with 3 or more distinct establishments among main placements of the year / all',
  source: `${SOURCE}; after the measure of children looked after with 3 or more placements`,
  exclusions: [NO_PLAN, NEVER_PLACED],
  told: (whole, context) => {
    const { to: day } = context.window;
    const child = childOn(whole, day);
    const about = { child, episode: episodeOn(child, day), day };
    if (!spellOn(child, day)) return [{ ...about, excluded: NO_PLAN }];
    const lately = child.main.filter((one) => overlaps(one, yearUpTo(context.window)));
    if (lately.length === 0) return [{ ...about, excluded: NEVER_PLACED }];
    return [{ ...about, value: distinct(lately, context) >= MANY }];
  },
  figure: share,
});

const LONG_PLAN = 913;
const LONG_STAY = 730;
/** Reception is year 0: in year 11 a learner turns 16, and was 15 on the 31 August before. */
const LAST_YEAR_GROUP = 11;
const NOT_INMSS = 'children who are not in an independent or non-maintained special school';
const OLDER = 'learners aged 16 or over on the 31 August before';
const SHORT_PLAN = 'children whose plan has not been maintained for 913 days';

const longTermOf = (child: Child, { window: { to: day } }: Context) => {
  const episode = episodeOn(child, day);
  const about = { child, episode, day };
  const spell = spellOn(child, day);
  if (!spell) return { ...about, excluded: NO_PLAN };
  if (!episode || !isInmssType(episode.settingTo)) return { ...about, excluded: NOT_INMSS };
  const year = yearGroupOn(child, day);
  if (year === undefined) return { ...about, unknown: 'the year group is not known' };
  if (year > LAST_YEAR_GROUP) return { ...about, excluded: OLDER };
  const since = knownSince(child, spell);
  if (since === undefined || daysBetween(since, day) < LONG_PLAN)
    return spell.from === undefined
      ? { ...about, unknown: 'the beginning of the plan is not recorded' }
      : { ...about, excluded: SHORT_PLAN };
  return { ...about, value: daysBetween(episode.from, day) >= LONG_STAY };
};

const longTermStability = stabilityMeasure<boolean>({
  ...{ name: 'long-term-stability', title: 'M2 Long-term stability', version: 1 },
  ...{ kind: 'rate', unit: 'children', asked: 'held' },
  definition: `Children in an independent or non-maintained special school who have been at the same one for 730 days or more. ${VAGUE_DAYS}`,
  population:
    'children in such a school on the day, in year 11 or below (under 16 on the 31 August before), whose plan has been maintained for 913 days or more',
  formula: 'children whose episode began 730 days before or earlier / all of them',
  source: `${SOURCE}; after the long-term measure for children looked after`,
  exclusions: [NO_PLAN, NOT_INMSS, OLDER, SHORT_PLAN],
  told: (whole, context) => [longTermOf(childOn(whole, context.window.to), context)],
  figure: share,
});

type Moved = Readonly<{ group: Episode['group']; days: number }>;

const LEAST_DAYS = 8;
const SHORT = 'placements of less than 8 days';
const THOUSAND = 1000;

const movesPerThousandDays = stabilityMeasure<Moved>({
  ...{ name: 'moves-per-1000-days', title: 'M3 Moves per 1,000 placement days', version: 1 },
  ...{ kind: 'rate', unit: 'moves per 1,000 days', asked: 'happened' },
  definition: `Moves from one setting to another or to none, by the last day attended, over the days that placements lasted in the span. The first placement of a plan spell is no move, nor are changed terms. ${VAGUE_DAYS}`,
  population: 'main placements that went on in the span, under observation, of 8 days or more',
  formula:
    'planned, unplanned and structural moves / (days at risk / 1,000); exact Poisson interval',
  source: `${SOURCE}; after placement stability in the US Child and Family Services Reviews`,
  exclusions: [SHORT, UNSEEN],
  told: (child, context) => {
    const { window } = context;
    const moved = new Set(movesIn(child, context).map(({ from }) => from.episodeId));
    return child.main
      .filter((one) => overlaps(one, window))
      .flatMap((episode): readonly Told<Moved>[] => {
        const about = { child, episode, day: episode.to ?? window.to };
        if (daysBetween(episode.from, episode.to ?? window.asOf) < LEAST_DAYS)
          return [{ ...about, excluded: SHORT }];
        const days = daysAtRisk(episode, window);
        if (days === 0) return [{ ...about, excluded: UNSEEN }];
        const ended = moved.has(episode.episodeId) && endedIn(episode, window);
        return [
          { ...about, value: { group: ended ? episode.group : undefined, days } },
          ...(endsUnexplained(episode, window) ? [{ ...about, unknown: AWAITED_REASON }] : []),
        ];
      });
  },
  figure: (values) => {
    const inGroup = (group: string) => values.filter((one) => one.group === group).length;
    const told = values.map(({ group, days }) => ({
      events: Number(isEnding({ group })),
      days,
    }));
    return {
      ...rate(told, THOUSAND),
      planned: inGroup('planned'),
      unplanned: inGroup('unplanned'),
      structural: inGroup('structural'),
    };
  },
});

const NOT_ALL_YEAR = 'learners whose plan was not maintained all year';

const midYearMoves = stabilityMeasure<boolean>({
  ...{ name: 'mid-year-moves', title: 'M9 Mid-year school moves', version: 1 },
  ...{ kind: 'rate', unit: 'children', asked: 'held' },
  definition: `Children who started at another school in the year up to the day, neither in August nor within 30 days of 1 September, other than by a structural move. ${VAGUE_DAYS}`,
  population: 'children whose plan was maintained all of the 365 days up to the day',
  formula: 'children with such a move / all of them',
  source: `${SOURCE}; mirrors the school-stability data set of the Department for Education`,
  exclusions: [NOT_ALL_YEAR],
  told: (whole, context) => {
    const year = yearUpTo(context.window);
    const child = childOn(whole, year.to);
    const about = { child, episode: episodeOn(child, year.to), day: year.to };
    const spell = spellOn(child, year.to);
    const since = spell && knownSince(child, spell);
    if (!spell || (spell.from !== undefined && spell.from > year.from))
      return [{ ...about, excluded: NOT_ALL_YEAR }];
    if (since === undefined || since > year.from)
      return [{ ...about, unknown: 'the beginning of the plan is not recorded' }];
    const moves = movesIn(child, context).filter(
      ({ startedOn, midYear }) => midYear && isWithin(startedOn, year),
    );
    if (moves.some(({ group }) => group === 'planned' || group === 'unplanned'))
      return [{ ...about, value: true }];
    return moves.some(({ group }) => group === 'awaited')
      ? [{ ...about, unknown: AWAITED_REASON }]
      : [{ ...about, value: false }];
  },
  figure: share,
});

export const instabilityMeasures: readonly ComputedMeasure[] = [
  multipleMoves,
  longTermStability,
  movesPerThousandDays,
  midYearMoves,
];
