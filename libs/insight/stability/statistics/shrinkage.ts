/** What was seen of one group, beside what its mix of cases would lead one to expect. */
export type Compared = Readonly<{ observed: number; expected: number }>;

export type Shrunk = Compared &
  Readonly<{
    /** Observed to expected; undefined where nothing was expected. */
    ratio: number | undefined;
    /** The ratio drawn towards that of all, the more so the less was expected. */
    shrunk: number;
  }>;

/**
 * Empirical Bayes after Marshall (1991), by moments: a ratio is drawn towards the overall one in
 * proportion to how much of its variance is chance. Where the groups differ by no more than chance
 * would make them, each is given the overall ratio.
 */
export const shrink = <G extends Compared>(groups: readonly G[]): readonly (G & Shrunk)[] => {
  const expected = total(groups, (one) => one.expected);
  const overall = expected > 0 ? total(groups, (one) => one.observed) / expected : 0;
  const spread = total(groups, (one) => one.expected * (ratioOf(one, overall) - overall) ** 2);
  const mean = expected / Math.max(1, groups.length);
  const between = expected > 0 ? Math.max(0, spread / expected - overall / mean) : 0;
  return groups.map((one) => {
    const chance = one.expected > 0 ? overall / one.expected : Infinity;
    const weight = between > 0 ? between / (between + chance) : 0;
    const own = ratioOf(one, overall);
    return {
      ...one,
      ratio: one.expected > 0 ? own : undefined,
      shrunk: overall + weight * (own - overall),
    };
  });
};

const ratioOf = ({ observed, expected }: Compared, otherwise: number): number =>
  expected > 0 ? observed / expected : otherwise;

const total = <T>(all: readonly T[], of: (one: T) => number): number =>
  all.reduce((sum, one) => sum + of(one), 0);
