/** Who bears how much of a price, in pence a year. */
export type Contribution = Readonly<{ party: string; pence: number }>;

/** Who bears what nobody else does: the authority's education budget. */
export const REST = 'education';

/** floor(amount × part / whole), exact also where the product is not. */
const shareOf = (amount: number, part: number, whole: number): number => {
  const product = amount * part;
  return Number.isSafeInteger(product)
    ? Math.floor(product / whole)
    : Number((BigInt(amount) * BigInt(part)) / BigInt(whole));
};

/**
 * How several lines are borne. Each party bears its part of the whole price of every line, cut to the
 * penny on the running sum of the lines, so that a year's lines come to exactly its contribution;
 * education bears the rest, so that the parties come to exactly the lines.
 */
export const sharesOf = (
  lines: readonly number[],
  contributions: readonly Contribution[],
  pencePerYear: number,
): ReadonlyMap<string, readonly number[]> => {
  const asked = contributions.reduce((sum, { pence }) => sum + pence, 0);
  const whole = Math.max(pencePerYear, asked);
  const rest = [...lines];
  const shares = new Map<string, readonly number[]>([[REST, rest]]);
  if (whole === 0) return shares;
  for (const { party, pence } of contributions) {
    if (party === REST) continue;
    let [running, borne] = [0, 0];
    const own = lines.map((line, at) => {
      running += line;
      const upTo = shareOf(running, pence, whole);
      const share = upTo - borne;
      borne = upTo;
      rest[at] = (rest[at] ?? 0) - share;
      return share;
    });
    const before = shares.get(party);
    shares.set(party, before ? own.map((share, at) => share + (before[at] ?? 0)) : own);
  }
  return shares;
};
