import type { Between } from './confidence.js';

/**
 * The exact 95% interval of a Poisson mean after `events` were seen (Garwood 1936): the means under
 * which so many or more, and so few or fewer, would have had a chance of 2.5% each.
 */
export const poissonInterval = (events: number): Between => ({
  low: events === 0 ? 0 : meanWhere((mean) => 1 - atMost(events - 1, mean) < TAIL, events),
  high: meanWhere((mean) => atMost(events, mean) > TAIL, events),
});

const TAIL = 0.025;

/** The mean up to which a condition holds, by halving. */
const meanWhere = (holds: (mean: number) => boolean, events: number): number => {
  let [low, high] = [0, events + 10 * Math.sqrt(events + 1) + 10];
  for (let step = 0; step < 200 && high - low > 1e-12 * high; step += 1) {
    const middle = (low + high) / 2;
    if (holds(middle)) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
};

/** The chance of `most` events or fewer under a mean. */
const atMost = (most: number, mean: number): number => {
  if (mean === 0) return 1;
  // From the term that is largest among those summed, outwards: nothing underflows before it matters.
  const from = Math.min(most, Math.floor(mean));
  const first = Math.exp(from * Math.log(mean) - mean - logFactorial(from));
  let [sum, term] = [first, first];
  for (let k = from; k > 0 && term > 0; k -= 1) sum += term *= k / mean;
  term = first;
  for (let k = from + 1; k <= most && term > 0; k += 1) sum += term *= mean / k;
  return Math.min(1, sum);
};

const logFactorial = (n: number): number => {
  if (n > 100) return stirling(n);
  let sum = 0;
  for (let k = 2; k <= n; k += 1) sum += Math.log(k);
  return sum;
};

const stirling = (n: number): number =>
  n * Math.log(n) - n + Math.log(2 * Math.PI * n) / 2 + 1 / (12 * n) - 1 / (360 * n ** 3);
