/** The normal quantile of a two-sided 95% interval. */
export const Z95 = 1.959963984540054;

/** A 95% confidence interval. */
export type Between = Readonly<{ low: number; high: number }>;

/**
 * By the complementary log-log transformation, which never leaves [0, 1]. Where the estimate is 0 or
 * 1 the transformation says nothing, and the interval is the estimate itself.
 */
export const logLogInterval = (estimate: number, error: number): Between => {
  if (estimate <= 0 || estimate >= 1) return { low: estimate, high: estimate };
  const spread = Math.exp((Z95 * error) / (estimate * Math.log(estimate)));
  const [one, other] = [estimate ** spread, estimate ** (1 / spread)];
  return { low: Math.min(one, other), high: Math.max(one, other) };
};

/** Wilson's interval of a share; undefined where there is nothing to have a share of. */
export const shareInterval = (part: number, whole: number): Between | undefined => {
  if (whole === 0) return undefined;
  const [share, squared] = [part / whole, Z95 * Z95];
  const centre = share + squared / (2 * whole);
  const spread = Z95 * Math.sqrt((share * (1 - share)) / whole + squared / (4 * whole * whole));
  const scale = 1 + squared / whole;
  return {
    low: Math.max(0, (centre - spread) / scale),
    high: Math.min(1, (centre + spread) / scale),
  };
};
