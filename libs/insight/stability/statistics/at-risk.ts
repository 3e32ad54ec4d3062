/**
 * One duration as it was seen, in whole days since its origin. `entered`: from when on it was under
 * observation (left truncation; 0 or less: all of it was). `cause`: why it ended; undefined: it had
 * not ended by then (censored).
 */
export type Duration = Readonly<{ entered: number; until: number; cause: string | undefined }>;

/** What happened at one distinct time at which something ended. */
export type Endings = Readonly<{
  time: number;
  /** Under observation and not over just before; censorings of the same day are still among them. */
  atRisk: number;
  ended: number;
  byCause: Readonly<Record<string, number>>;
}>;

/** Never seen: it was over, or last seen, before it came under observation. */
export const isSeen = ({ entered, until }: Duration): boolean => entered <= 0 || until > entered;

/**
 * The distinct ending times in ascending order, each with its risk set. Endings come before
 * censorings of the same day; a late entry is at risk from the day after it entered.
 */
export const endingsOf = (durations: readonly Duration[]): readonly Endings[] => {
  const seen = durations.filter(isSeen);
  const untils = seen.map(({ until }) => until).sort(ascending);
  const late = seen.map(({ entered }) => entered).filter((entered) => entered > 0);
  const entries = late.sort(ascending);
  return [...causesAt(seen)]
    .sort(([a], [b]) => a - b)
    .map(([time, byCause]) => ({
      time,
      atRisk: atLeast(untils, time) - atLeast(entries, time),
      ended: Object.values(byCause).reduce((sum, n) => sum + n, 0),
      byCause,
    }));
};

const causesAt = (seen: readonly Duration[]): ReadonlyMap<number, Record<string, number>> => {
  const at = new Map<number, Record<string, number>>();
  for (const { until, cause } of seen) {
    if (cause === undefined) continue;
    const counts = at.get(until) ?? {};
    counts[cause] = (counts[cause] ?? 0) + 1;
    at.set(until, counts);
  }
  return at;
};

/** How many of the ascending values are `least` or more. */
const atLeast = (values: readonly number[], least: number): number => {
  let [low, high] = [0, values.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((values[middle] ?? 0) < least) low = middle + 1;
    else high = middle;
  }
  return values.length - low;
};

const ascending = (a: number, b: number): number => a - b;
