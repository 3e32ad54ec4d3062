import type { LocalDate } from '#libs/event-sourcing';
import type { Value } from '../../measures/answer.js';
import { childOn, readCohort, type Child, type CohortReading } from '../cohort/index.js';
import { durationOf, isWithin, VAGUE_DAYS } from '../measures/within-a-window.js';
import { valueOf } from '../measures/dimensions.js';
import { LEAST_FOR_SURVIVAL } from '../measures/figures.js';
import {
  aalenJohansen,
  isSeen,
  kaplanMeier,
  pointAt,
  timeUntilGone,
  type Between,
  type Duration,
  type Incidence,
} from '../statistics/index.js';

/** Placements that started in a span, split by one dimension, followed until `asOf`. */
export type SurvivalQuestion = Readonly<{
  from: LocalDate;
  to: LocalDate;
  by?: string | undefined;
  /** Only this cause of ending; all of them where left out. */
  cause?: string | undefined;
}>;

export type CurvePoint = Between &
  Readonly<{
    /** Days since the first day attended. */
    time: number;
    atRisk: number;
    ended: number;
    /** Kaplan and Meier: still there, whatever the cause of the others' ending. */
    survival: number;
    error: number;
    /** Aalen and Johansen: ended of this cause by then, while the others compete. */
    incidence: Readonly<Record<string, Incidence>>;
  }>;

export type SurvivalCurve = Readonly<{
  value: Value;
  /** Placements under observation, and how many of them ended. */
  n: number;
  ended: number;
  /** Placements that were over before they came under observation. */
  unseen: number;
  /** Episodes with a day known in part. */
  vague: number;
  /** Fewer than it takes: no curve is told. */
  suppressed: boolean;
  medianDays: number | null;
  points: readonly CurvePoint[];
}>;

export type SurvivalAnswer = Readonly<{
  definition: string;
  population: string;
  question: SurvivalQuestion;
  asOf: LocalDate;
  curves: readonly SurvivalCurve[];
}>;

const DEFINITION = `Days from the first day attended to the last. Endings compete: planned, unplanned (a breakdown), structural, awaited where the reason is not known yet. Censored: placements that go on, and those that ended with the plan. Placements taken over count from the takeover, with their true first day as origin. Endings come before censorings of the same day. Intervals are 95%, log-log. Told of ${LEAST_FOR_SURVIVAL} placements or more. ${VAGUE_DAYS}`;

type Seen = Readonly<{ value: Value; duration: Duration; vague: number }>;

export const survivalCurves = async (
  reading: CohortReading,
  question: SurvivalQuestion,
): Promise<SurvivalAnswer> => {
  const { children } = await readCohort(reading);
  const seen = children.flatMap((child) => seenOf(child, question, reading.asOf));
  const groups = Map.groupBy(seen, ({ value }) => value);
  return {
    definition: DEFINITION,
    population: 'main placements that started in the span',
    ...{ question, asOf: reading.asOf },
    curves: [...groups]
      .map(([value, group]) => curveOf(value, group, question.cause))
      .toSorted((a, b) => (String(a.value) < String(b.value) ? -1 : 1)),
  };
};

const seenOf = (child: Child, { from, to, by }: SurvivalQuestion, asOf: LocalDate) =>
  childOn(child, asOf)
    .main.filter((episode) => isWithin(episode.from, { from, to, asOf }))
    .map((episode): Seen => ({
      value: by === undefined ? 'all' : valueOf({ child, episode, day: episode.from }, by),
      duration: durationOf(episode, asOf),
      vague: Number(episode.vague > 0),
    }));

const curveOf = (
  value: Value,
  group: readonly Seen[],
  cause: string | undefined,
): SurvivalCurve => {
  const durations = group.map(({ duration }) => duration);
  const n = durations.filter(isSeen).length;
  const still = kaplanMeier(durations);
  const suppressed = n < LEAST_FOR_SURVIVAL;
  return {
    ...{ value, n, suppressed, unseen: durations.length - n },
    ended: still.reduce((sum, { ended }) => sum + ended, 0),
    vague: group.reduce((sum, one) => sum + one.vague, 0),
    medianDays: suppressed ? null : (timeUntilGone(still, 0.5) ?? null),
    points: suppressed
      ? []
      : aalenJohansen(durations).map(({ time, incidence }) => {
          const { byCause: _causes, ...point } = pointAt(still, time) ?? START;
          return { ...point, time, incidence: onlyOf(incidence, cause) };
        }),
  };
};

const START = { atRisk: 0, ended: 0, byCause: {}, survival: 1, error: 0, low: 1, high: 1 };

const onlyOf = (incidence: Readonly<Record<string, Incidence>>, cause: string | undefined) =>
  cause === undefined
    ? incidence
    : Object.fromEntries(Object.entries(incidence).filter(([name]) => name === cause));
