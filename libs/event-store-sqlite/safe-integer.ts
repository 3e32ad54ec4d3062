/** A number from the database, where it is an integer that JavaScript holds exactly. */
export const safe = (value: unknown): number => {
  if (typeof value === 'number' && Number.isSafeInteger(value)) return value;
  throw new RangeError(
    `The event store holds the number ${String(value)}, beyond 2^53: it cannot be read exactly.`,
  );
};
