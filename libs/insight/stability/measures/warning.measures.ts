import { daysBetween } from '#libs/lifecycle';
import type { ComputedMeasure } from '../../measures/measure.js';
import type { Child, Flag } from '../cohort/index.js';
import type { Episode } from '../episodes/index.js';
import { endedIn, isWithin, overlaps, SOURCE, VAGUE_DAYS } from './within-a-window.js';
import { BREAKDOWN, share } from './figures.js';
import { stabilityMeasure, type Window } from './stability-measure.js';

/** The flags of an episode: of one of its placements, or of none, raised while it went on. */
export const flagsOf = ({ flags }: Child, { placementIds, from, to }: Episode): readonly Flag[] =>
  flags.filter(
    ({ placementId, raisedOn }) =>
      (placementId === undefined || placementIds.includes(placementId)) &&
      from <= raisedOn &&
      (to === undefined || raisedOn <= to),
  );

const IN_TIME = 14;

type Warned =
  Readonly<{ of: 'breakdown'; flagged: boolean }> | Readonly<{ of: 'flagged'; broke: boolean }>;

const warnedOf = (child: Child, episode: Episode, window: Window): readonly Warned[] => {
  const flags = flagsOf(child, episode);
  const broke = episode.group === BREAKDOWN && endedIn(episode, window);
  const { to } = episode;
  const inTime = flags.some(
    ({ raisedOn }) => to !== undefined && daysBetween(raisedOn, to) >= IN_TIME,
  );
  return [
    ...(broke ? [{ of: 'breakdown', flagged: inTime } as const] : []),
    ...(flags.some(({ raisedOn }) => isWithin(raisedOn, window))
      ? [{ of: 'flagged', broke: episode.group === BREAKDOWN } as const]
      : []),
  ];
};

const earlyWarning = stabilityMeasure<Warned>({
  ...{ name: 'early-warning', title: 'M19 Early-warning sensitivity', version: 1 },
  ...{ kind: 'rate', unit: 'breakdowns', asked: 'happened', beside: ['at_risk_flags'] },
  definition: `Of the breakdowns in the span, those with an at-risk flag 14 days or more before the last day attended. A flag: an early review, two suspensions in a term, attendance below 85% over a half-term, a part-time timetable, a notice, an incident of high severity, a change of staff, a complaint of the family. ${VAGUE_DAYS}`,
  population:
    'main placements that broke down in the span; for precision, those flagged in the span',
  formula:
    'flagged in time / breakdowns; `precision`: of placements flagged in the span, those that broke down by now',
  source: SOURCE,
  exclusions: [],
  told: (child, { window }) =>
    child.main
      .filter((one) => overlaps(one, window))
      .flatMap((episode) =>
        warnedOf(child, episode, window).map((value) => ({
          ...{ child, episode, day: episode.to ?? window.to, value },
        })),
      ),
  figure: (values) => {
    const broken = values.filter((one) => one.of === 'breakdown');
    const flagged = values.filter((one) => one.of === 'flagged');
    const precision = share(flagged.map(({ broke }) => broke));
    return {
      ...share(broken.map((one) => one.flagged)),
      ...{ flagged: flagged.length, flaggedAndBroken: precision['numerator'] },
      precision: precision.value,
    };
  },
});

export const warningMeasures: readonly ComputedMeasure[] = [earlyWarning];
