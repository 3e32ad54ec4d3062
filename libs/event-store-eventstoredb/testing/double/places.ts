/**
 * Where the n-th record stands: byte offsets in the real log, so with gaps of all sizes, and larger
 * than a JavaScript number holds. Commit and prepare position are the same for what is written
 * without an explicit transaction (EventStoreDB 20.6 and later).
 */
const BASE = 2n ** 53n;

export const offsetOf = (number: number): bigint =>
  BASE + BigInt(number) * 1021n + BigInt((number * number) % 997);

/** The number of the last record that stands at or before an offset; 0 when none does. */
export const numberAt = (offset: bigint): number => {
  if (offset < offsetOf(1)) return 0;
  let number = Number((offset - BASE) / 1021n);
  while (offsetOf(number) > offset) number -= 1;
  while (offsetOf(number + 1) <= offset) number += 1;
  return number;
};
