import { endingsOf, type Duration, type Endings } from './at-risk.js';
import { logLogInterval, type Between } from './confidence.js';

/** The share not yet over just after `time`, with Greenwood's standard error. */
export type SurvivalPoint = Endings & Between & Readonly<{ survival: number; error: number }>;

/**
 * Kaplan and Meier's estimate, whatever the cause of ending: at each ending time t the product of
 * (1 - d/n); standard error after Greenwood, 95% interval by log-log. Before the first point: 1.
 */
export const kaplanMeier = (durations: readonly Duration[]): readonly SurvivalPoint[] => {
  let [survival, summed] = [1, 0];
  return endingsOf(durations).map((endings) => {
    const { atRisk, ended } = endings;
    survival *= 1 - ended / atRisk;
    summed += ended < atRisk ? ended / (atRisk * (atRisk - ended)) : 0;
    const error = survival * Math.sqrt(summed);
    return { ...endings, survival, error, ...logLogInterval(survival, error) };
  });
};

/** The last point at or before a time; undefined before the first. */
export const pointAt = <P extends Readonly<{ time: number }>>(
  points: readonly P[],
  time: number,
): P | undefined => points.findLast((point) => point.time <= time);

export const survivalAt = (points: readonly SurvivalPoint[], time: number): number =>
  pointAt(points, time)?.survival ?? 1;

/** The first time by which a share of 1 - `share` or fewer is left; undefined where it never is. */
export const timeUntilGone = (
  points: readonly SurvivalPoint[],
  share: number,
): number | undefined => points.find(({ survival }) => survival <= 1 - share + 1e-12)?.time;

/** The mean within the first `limit` days: the area under the curve up to there. */
export const restrictedMean = (
  points: readonly Readonly<{ time: number; survival: number }>[],
  limit: number,
): number => {
  let [area, since, level] = [0, 0, 1];
  for (const { time, survival } of points) {
    if (time >= limit) break;
    area += level * (time - since);
    [since, level] = [time, survival];
  }
  return area + level * (limit - since);
};
