import {
  aalenJohansen,
  kaplanMeier,
  median,
  pointAt,
  poissonInterval,
  quantile,
  restrictedMean,
  shareInterval,
  timeUntilShare,
  type Duration,
} from '../statistics/index.js';
import type { Figure } from './stability-measure.js';

/** The share of which something is true, with Wilson's interval. */
export const share = (values: readonly boolean[]): Figure => {
  const [n, numerator] = [values.length, values.filter(Boolean).length];
  const interval = shareInterval(numerator, n);
  return {
    ...{ value: n === 0 ? null : numerator / n, n, numerator, denominator: n },
    ...{ low: interval?.low ?? null, high: interval?.high ?? null },
  };
};

export type AtRisk = Readonly<{ events: number; days: number }>;

/** Events over days at risk, in units of so many days; with the exact interval of Poisson counts. */
export const rate = (values: readonly AtRisk[], daysPerUnit: number): Figure => {
  const numerator = values.reduce((sum, { events }) => sum + events, 0);
  const days = values.reduce((sum, one) => sum + one.days, 0);
  const denominator = days / daysPerUnit;
  const { low, high } = poissonInterval(numerator);
  const per = (count: number) => (days === 0 ? null : count / denominator);
  return {
    ...{ value: per(numerator), n: values.length, numerator, denominator, days },
    ...{ low: per(low), high: per(high) },
  };
};

/** Mean, median, 90th percentile and sum. */
export const amounts = (values: readonly number[]): Figure => {
  const sum = values.reduce((total, one) => total + one, 0);
  return {
    ...{ value: values.length === 0 ? null : sum / values.length, n: values.length, sum },
    ...{ median: median(values) ?? null, p90: quantile(values, 0.9) ?? null },
  };
};

export const BREAKDOWN = 'unplanned';
const YEAR = 365;

/** The probability of a breakdown within some days, while other endings compete. */
export const brokenDownBy = (durations: readonly Duration[], days: number) => {
  const found = pointAt(aalenJohansen(durations), days)?.incidence[BREAKDOWN];
  return found ?? { probability: 0, error: 0, low: 0, high: 0 };
};

/** Time to breakdown: the median, or where half never break down the mean within a limit. */
export const timeToBreakdown = (durations: readonly Duration[]): Figure => {
  const points = aalenJohansen(durations);
  const middle = timeUntilShare(points, BREAKDOWN, 0.5);
  const limit = durations.reduce((most, { until }) => Math.max(most, until), 0);
  const lost = points.map(({ time, incidence }) => ({
    time,
    survival: 1 - (incidence[BREAKDOWN]?.probability ?? 0),
  }));
  const mean = durations.length === 0 ? null : restrictedMean(lost, limit);
  return {
    ...{ value: middle ?? mean, is: middle === undefined ? 'restricted mean' : 'median' },
    ...{ n: durations.length, breakdowns: durations.filter(isBreakdown).length },
    ...{ restrictedMean: mean, restrictedTo: limit },
    brokenDownWithinAYear: brokenDownBy(durations, YEAR).probability,
  };
};

const isBreakdown = ({ cause }: Duration): boolean => cause === BREAKDOWN;

/** The fewest placements of which a survival is told. */
export const LEAST_FOR_SURVIVAL = 20;

/** Not broken down after a year, with the interval; kept back for few placements. */
export const survivalAfterAYear = (durations: readonly Duration[]): Figure => {
  const n = durations.length;
  if (n < LEAST_FOR_SURVIVAL)
    return { value: null, n, suppressed: true, because: `fewer than ${LEAST_FOR_SURVIVAL}` };
  const { probability, low, high } = brokenDownBy(durations, YEAR);
  const still = pointAt(kaplanMeier(durations), YEAR);
  return {
    ...{ value: 1 - probability, n, low: 1 - high, high: 1 - low },
    stillThere: {
      value: still?.survival ?? 1,
      low: still?.low ?? 1,
      high: still?.high ?? 1,
    },
  };
};
