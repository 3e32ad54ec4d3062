import { endingsOf, type Duration, type Endings } from './at-risk.js';
import { logLogInterval, type Between } from './confidence.js';

/** The probability of having ended of one cause by `time`, while the others compete. */
export type Incidence = Between & Readonly<{ probability: number; error: number }>;

export type IncidencePoint = Endings &
  Readonly<{ survival: number; byCause: Readonly<Record<string, number>> }> &
  Readonly<{ incidence: Readonly<Record<string, Incidence>> }>;

/**
 * Aalen and Johansen's cumulative incidence of each cause: F_c(t) is the sum of S(t-) d_c / n over
 * the ending times up to t, with S over all causes, so that all F and S add up to 1. Variance by the
 * delta method (Marubini and Valsecchi 1995, 10.12; for one cause it is Greenwood's), 95% by log-log.
 */
export const aalenJohansen = (durations: readonly Duration[]): readonly IncidencePoint[] => {
  const times = endingsOf(durations);
  const causes = [...new Set(times.flatMap(({ byCause }) => Object.keys(byCause)))].sort();
  const running = new Map(causes.map((cause) => [cause, begun()]));
  let survival = 1;
  return times.map((endings) => {
    const before = survival;
    survival *= 1 - endings.ended / endings.atRisk;
    const incidence: Record<string, Incidence> = {};
    for (const [cause, sums] of running) {
      carryOn(sums, { endings, before, ofCause: endings.byCause[cause] ?? 0 });
      incidence[cause] = incidenceFrom(sums);
    }
    return { ...endings, survival, incidence };
  });
};

/** Sums over the times so far, so that the variance at each time costs the same. */
type Sums = { f: number; a: number; af: number; aff: number; b: number; c: number; cf: number };

const begun = (): Sums => ({ f: 0, a: 0, af: 0, aff: 0, b: 0, c: 0, cf: 0 });

type Step = Readonly<{ endings: Endings; before: number; ofCause: number }>;

const carryOn = (sums: Sums, { endings, before, ofCause }: Step): void => {
  const { atRisk: n, ended: d } = endings;
  sums.f += (before * ofCause) / n;
  // Where nobody is left F stays as it is, and the term is zero times something without bounds.
  const a = d < n ? d / (n * (n - d)) : 0;
  const c = (before * ofCause) / (n * n);
  sums.a += a;
  sums.af += a * sums.f;
  sums.aff += a * sums.f * sums.f;
  sums.b += (before * before * (n - ofCause) * ofCause) / (n * n * n);
  sums.c += c;
  sums.cf += c * sums.f;
};

const incidenceFrom = ({ f, a, af, aff, b, c, cf }: Sums): Incidence => {
  const variance = f * f * a - 2 * f * af + aff + b - 2 * f * c + 2 * cf;
  const error = Math.sqrt(Math.max(0, variance));
  return { probability: f, error, ...logLogInterval(f, error) };
};

/** The first time by which the probability of ending of `cause` reaches `share`. */
export const timeUntilShare = (
  points: readonly IncidencePoint[],
  cause: string,
  share: number,
): number | undefined =>
  points.find(({ incidence }) => (incidence[cause]?.probability ?? 0) >= share - 1e-12)?.time;
