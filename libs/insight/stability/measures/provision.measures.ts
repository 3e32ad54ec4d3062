import type { LocalDate } from '#libs/event-sourcing';
import { addDays } from '#libs/lifecycle';
import type { ComputedMeasure } from '../../measures/measure.js';
import { childOn, episodeOn, type Gap } from '../cohort/index.js';
import { kaplanMeier, timeUntilGone, type Duration } from '../statistics/index.js';
import { endedIn, isWithin, movesIn, SOURCE, VAGUE_DAYS } from './within-a-window.js';
import { amounts, share } from './figures.js';
import { stabilityMeasure, type Context } from './stability-measure.js';

type Days = Readonly<{ days: number; byDefault: number }>;

const NONE: Days = { days: 0, byDefault: 0 };

const daysOf = (gap: Gap, { window, cohort: { facts } }: Context): Days => {
  const from = gap.from > window.from ? gap.from : window.from;
  const to = gap.to !== undefined && gap.to < window.to ? gap.to : window.to;
  return to < from ? NONE : facts.calendarOf(gap.providerId).schoolDaysBetween(from, to);
};

const total = (all: readonly Days[]): Days =>
  all.reduce(
    (sum, one) => ({ days: sum.days + one.days, byDefault: sum.byDefault + one.byDefault }),
    NONE,
  );

const SCHOOL_DAYS =
  'School days are those of the school last attended; of a term it has not told, those of a default school year of England, and it is said how many are such.';

const daysWithoutProvision = stabilityMeasure<Days>({
  ...{ name: 'days-without-provision', title: 'M10 Days out of provision', version: 1 },
  ...{ kind: 'duration', unit: 'school days', asked: 'happened', beside: ['without_provision'] },
  definition: `School days in the span, within the plan, on which no place was open to the child and no interim provision ran, summed over the children. ${SCHOOL_DAYS} ${VAGUE_DAYS}`,
  population: 'children with a placement that ended in the span',
  formula: 'sum over the children (told as `sum`; the value is the mean of a child)',
  source: SOURCE,
  exclusions: [],
  told: (child, context) =>
    child.main.some((one) => endedIn(one, context.window) && one.group !== 'statusOnly')
      ? [
          {
            ...{ child, episode: episodeOn(child, context.window.to), day: context.window.to },
            value: total(child.gaps.map((gap) => daysOf(gap, context))),
          },
        ]
      : [],
  figure: (values) => ({
    ...amounts(values.map(({ days }) => days)),
    byDefault: total(values).byDefault,
  }),
});

type GapLength = Days & Readonly<{ open: boolean }>;

const LEFT = 'endings after which the learner left the plan';

const between = (
  { from, to }: Readonly<{ from: LocalDate; to: LocalDate }>,
  providerId: string | undefined,
  { cohort: { facts } }: Context,
): Days => facts.calendarOf(providerId).schoolDaysBetween(addDays(from, 1), to);

const durationOfGap = ({ days, open }: GapLength): Duration => ({
  ...{ entered: 0, until: days, cause: open ? undefined : 'placed' },
});

const gapBetweenPlacements = stabilityMeasure<GapLength>({
  ...{ name: 'gap-between-placements', title: 'M11 Gap between placements', version: 1 },
  ...{ kind: 'duration', unit: 'school days', asked: 'happened' },
  definition: `School days between the last day attended at one setting and the first at the next, for moves whose ending lies in the span. Mean, median and 90th percentile are of gaps that have closed; the median with open ones counts those that go on as longer than so far. ${SCHOOL_DAYS} ${VAGUE_DAYS}`,
  population: 'moves by their last day attended',
  formula: 'school days between, both days left out; median with open gaps by Kaplan and Meier',
  source: SOURCE,
  exclusions: [LEFT],
  told: (child, context) =>
    movesIn(child, context)
      .filter(({ endedOn }) => isWithin(endedOn, context.window))
      .map(({ from: episode, endedOn, startedOn, toType }) => {
        const about = { child, episode, day: endedOn };
        if (toType === 'exit') return { ...about, excluded: LEFT };
        const { providerId } = episode.establishment;
        const until = startedOn === undefined ? context.window.asOf : addDays(startedOn, -1);
        const length = between({ from: endedOn, to: until }, providerId, context);
        return { ...about, value: { ...length, open: startedOn === undefined } };
      }),
  figure: (values) => {
    const closed = values.filter(({ open }) => !open);
    return {
      ...amounts(closed.map(({ days }) => days)),
      stillOpen: values.length - closed.length,
      medianWithOpen: timeUntilGone(kaplanMeier(values.map(durationOfGap)), 0.5) ?? null,
      byDefault: total(values).byDefault,
    };
  },
});

const FAR_TENTHS = 200;
const TENTHS = 10;

const distanceBurden = stabilityMeasure<number>({
  ...{ name: 'distance-burden', title: 'M17 Distance burden', version: 1 },
  ...{ kind: 'rate', unit: 'children', asked: 'held' },
  definition:
    'Children placed on the day more than 20 miles from home, one way, as the crow flies when the placement was agreed; with the median and 90th percentile of the miles.',
  population: 'children at a setting on the day',
  formula: 'children above 20 miles / children whose distance is known',
  source: SOURCE,
  exclusions: [],
  told: (whole, { window: { to: day } }) => {
    const child = childOn(whole, day);
    const episode = episodeOn(child, day);
    if (!episode) return [];
    const about = { child, episode, day };
    return episode.distanceTenths === undefined
      ? [{ ...about, unknown: 'the distance is not known' }]
      : [{ ...about, value: episode.distanceTenths }];
  },
  figure: (tenths) => {
    const { median, p90 } = amounts(tenths.map((one) => one / TENTHS));
    return { ...share(tenths.map((one) => one > FAR_TENTHS)), median, p90 };
  },
});

export const provisionMeasures: readonly ComputedMeasure[] = [
  daysWithoutProvision,
  gapBetweenPlacements,
  distanceBurden,
];
