import { addDays, daysBetween } from '#libs/lifecycle';
import type { ComputedMeasure } from '../../measures/measure.js';
import { childOn, episodeOn } from '../cohort/index.js';
import { nextAfter } from '../episodes/index.js';
import {
  AWAITED_REASON,
  daysAtRisk,
  durationOf,
  endedIn,
  endsUnexplained,
  isWithin,
  notAnEnding,
  overlaps,
  PLAN_OVER,
  SOURCE,
  STATUS_ONLY,
  UNSEEN,
  VAGUE_DAYS,
  yearUpTo,
} from './within-a-window.js';
import {
  BREAKDOWN,
  rate,
  share,
  survivalAfterAYear,
  timeToBreakdown,
  type AtRisk,
} from './figures.js';
import type { Duration } from '../statistics/index.js';
import { stabilityMeasure, type Told } from './stability-measure.js';

const BREAKDOWN_MEANS =
  'A breakdown is an ending for an unplanned reason, by permanent exclusion, by the school’s notice before any decision to move on, without a decision before the last day attended, or with the place withheld for 15 school days or more.';

const YEAR_DAYS = 365.25;

const breakdownRate = stabilityMeasure<AtRisk>({
  ...{ name: 'breakdown-rate', title: 'M4 Breakdown rate', version: 1 },
  ...{ kind: 'rate', unit: 'breakdowns per placement-year', asked: 'happened' },
  definition: `Placements that broke down, over the years that placements lasted in the span. ${BREAKDOWN_MEANS} ${VAGUE_DAYS}`,
  population: 'main placements that went on in the span, under observation',
  formula: 'breakdowns / (days at risk / 365.25), with the exact 95% Poisson interval',
  source: SOURCE,
  exclusions: [UNSEEN],
  told: (child, { window }) =>
    child.main
      .filter((one) => overlaps(one, window))
      .flatMap((episode): readonly Told<AtRisk>[] => {
        const about = { child, episode, day: episode.to ?? window.to };
        const days = daysAtRisk(episode, window);
        if (days === 0) return [{ ...about, excluded: UNSEEN }];
        const events = Number(endedIn(episode, window) && episode.group === BREAKDOWN);
        return [
          { ...about, value: { events, days } },
          ...(endsUnexplained(episode, window) ? [{ ...about, unknown: AWAITED_REASON }] : []),
        ];
      }),
  figure: (values) => rate(values, YEAR_DAYS),
});

type Ended = Readonly<{ broke: boolean; other: boolean }>;

const breakdownShare = stabilityMeasure<Ended>({
  ...{ name: 'breakdown-share', title: 'M5 Breakdown share', version: 1 },
  ...{ kind: 'rate', unit: 'endings', asked: 'happened' },
  definition: `Of the placements that ended in the span, those that broke down. Sensitive to how reasons are coded: the share coded as another reason is told beside it. ${BREAKDOWN_MEANS}`,
  population: 'main placements that ended in the span, but with the plan',
  formula: 'breakdowns / endings',
  source: SOURCE,
  exclusions: [PLAN_OVER, STATUS_ONLY],
  told: (child, { window }) =>
    child.main
      .filter((one) => endedIn(one, window))
      .map((episode) => ({
        ...{ child, episode, day: episode.to ?? window.to },
        ...(notAnEnding(episode) ?? {
          value: { broke: episode.group === BREAKDOWN, other: episode.reason === 'OTHER' },
        }),
      })),
  figure: (values) => ({
    ...share(values.map(({ broke }) => broke)),
    otherReason:
      values.length === 0 ? null : values.filter((one) => one.other).length / values.length,
  }),
});

const OUTSIDE = 'placements that were over before the case came under observation here';

const cohortOf = {
  exclusions: [OUTSIDE],
  population: 'main placements that started in the span',
} as const;

const seenDurations: Parameters<typeof stabilityMeasure<Duration>>[0]['told'] = (
  child,
  { window },
) =>
  child.main
    .filter(({ from }) => isWithin(from, window))
    .map((episode) => {
      const about = { child, episode, day: episode.from };
      return episode.to !== undefined &&
        episode.to <= episode.observedFrom &&
        episode.observedFrom > episode.from
        ? { ...about, excluded: OUTSIDE }
        : { ...about, value: durationOf(episode, window.asOf) };
    });

const SURVIVAL =
  'Planned and structural endings compete with breakdowns; the end of the plan, and today, censor; a placement taken over counts from the takeover, with its true first day as origin.';

const timeUntilBreakdown = stabilityMeasure<Duration>({
  ...{ name: 'time-to-breakdown', title: 'M6 Median time to breakdown', version: 1 },
  ...{ kind: 'duration', unit: 'days', asked: 'happened', ...cohortOf },
  definition: `Days from the first day attended until half of the placements started in the span have broken down; where fewer ever do, the mean within the longest time seen. ${SURVIVAL} ${VAGUE_DAYS}`,
  formula:
    'first t with F(t) >= 0.5 by Aalen and Johansen, else the area above F up to the limit told',
  source: SOURCE,
  told: seenDurations,
  figure: timeToBreakdown,
});

const survival12Months = stabilityMeasure<Duration>({
  ...{
    name: 'survival-12-months',
    title: 'M7 Twelve-month survival of new placements',
    version: 1,
  },
  ...{ kind: 'rate', unit: 'placements', asked: 'happened', ...cohortOf },
  definition: `The share of placements started in the span that have not broken down 365 days later. Told of 20 placements or more. ${SURVIVAL} ${VAGUE_DAYS}`,
  formula:
    '1 - F(365) by Aalen and Johansen, log-log interval; beside it S(365) by Kaplan and Meier: still there, whatever the ending',
  source: SOURCE,
  told: seenDurations,
  figure: survivalAfterAYear,
});

const EARLY = 90;
const TOO_NEW = 'placements that started less than 90 days before';
const TAKEN_OVER = 'placements that came under observation here after they had begun';

const earlyBreakdown = stabilityMeasure<boolean>({
  ...{ name: 'early-breakdown', title: 'M8 Early breakdown', version: 1 },
  ...{ kind: 'rate', unit: 'placements', asked: 'happened' },
  definition: `Placements started in the span that broke down within 90 days of their first day. ${BREAKDOWN_MEANS}`,
  population: 'main placements that started in the span, at least 90 days ago',
  formula: 'broken down within 90 days / started',
  source: SOURCE,
  exclusions: [TOO_NEW, TAKEN_OVER],
  told: (child, { window }) =>
    child.main
      .filter(({ from }) => isWithin(from, window))
      .map((episode) => {
        const about = { child, episode, day: episode.from };
        if (episode.from > addDays(window.asOf, -EARLY)) return { ...about, excluded: TOO_NEW };
        if (episode.observedFrom > episode.from) return { ...about, excluded: TAKEN_OVER };
        const early = episode.to !== undefined && daysBetween(episode.from, episode.to) <= EARLY;
        return early && episode.group === 'awaited'
          ? { ...about, unknown: AWAITED_REASON }
          : { ...about, value: early && episode.group === BREAKDOWN };
      }),
  figure: share,
});

const AGAIN = 365;

const breakdownCascade = stabilityMeasure<boolean>({
  ...{ name: 'breakdown-cascade', title: 'M12 Breakdown after breakdown', version: 1 },
  ...{ kind: 'rate', unit: 'children', asked: 'held' },
  definition: `Children whose next placement after a breakdown broke down as well, within 365 days of its first day. ${BREAKDOWN_MEANS}`,
  population: 'children with a breakdown in the two years up to the day',
  formula: 'children whose next placement ended so / all of them',
  source: SOURCE,
  exclusions: [],
  told: (whole, { window }) => {
    const years = yearUpTo(window, 2);
    const child = childOn(whole, years.to);
    const broken = child.main.flatMap((one, place) =>
      one.group === BREAKDOWN && endedIn(one, years) ? [place] : [],
    );
    if (broken.length === 0) return [];
    const next = broken.map((place) => nextAfter(child.main, place));
    const soon = next.filter(
      (one) => one?.to !== undefined && daysBetween(one.from, one.to) <= AGAIN,
    );
    const about = { child, episode: episodeOn(child, years.to), day: years.to };
    if (soon.some((one) => one?.group === BREAKDOWN)) return [{ ...about, value: true }];
    return soon.some((one) => one?.group === 'awaited')
      ? [{ ...about, unknown: AWAITED_REASON }]
      : [{ ...about, value: false }];
  },
  figure: share,
});

const stepDown = stabilityMeasure<boolean>({
  ...{ name: 'step-down', title: 'M16 Return to maintained or nearer provision', version: 1 },
  ...{ kind: 'rate', unit: 'endings', asked: 'happened' },
  definition:
    'Of the planned and structural endings in the span, planned moves to less specialist or nearer provision.',
  population: 'main placements that ended in the span as planned or for a structural reason',
  formula: 'planned endings with the reason STEPDN / planned and structural endings',
  source: SOURCE,
  exclusions: [PLAN_OVER, STATUS_ONLY],
  told: (child, { window }) =>
    child.main
      .filter((one) => endedIn(one, window) && one.group !== BREAKDOWN)
      .map((episode) => ({
        ...{ child, episode, day: episode.to ?? window.to },
        ...(notAnEnding(episode) ?? {
          value: episode.group === 'planned' && episode.reason === 'STEPDN',
        }),
      })),
  figure: share,
});

export const breakdownMeasures: readonly ComputedMeasure[] = [
  breakdownRate,
  breakdownShare,
  timeUntilBreakdown,
  survival12Months,
  earlyBreakdown,
  breakdownCascade,
  stepDown,
];
