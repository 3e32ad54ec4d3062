/** A UTC instant with microseconds, e.g. `2026-03-02T09:00:00.000000Z`: text order is time order. */
export type Instant = string & { readonly brand: 'Instant' };

/** A calendar date without a zone, e.g. `2026-03-02`. */
export type LocalDate = string & { readonly brand: 'LocalDate' };

export type Precision = 'day' | 'month' | 'term' | 'academicYear' | 'unknown';

/** When an act happened, as far as it is known: somewhere within `from` to `to`, both inclusive. */
export type OccurredOn = Readonly<{ from: LocalDate; to: LocalDate; precision: Precision }>;

export const onDay = (day: LocalDate): OccurredOn => ({ from: day, to: day, precision: 'day' });

/** Certainly earlier: not a day of `earlier` can be on or after a day of `later`. */
export const certainlyBefore = (earlier: OccurredOn, later: OccurredOn): boolean =>
  earlier.to < later.from;

const MICROS_PER_MILLI = 1_000n;

/** Microseconds since 1970 of an instant. */
export const microsOf = (instant: Instant): bigint => {
  const millis = BigInt(Date.UTC(...dateParts(instant)));
  return millis * MICROS_PER_MILLI + BigInt(instant.slice(20, 26).padEnd(6, '0').slice(0, 6));
};

const dateParts = (instant: string): [number, number, number, number, number, number] => [
  Number(instant.slice(0, 4)),
  Number(instant.slice(5, 7)) - 1,
  Number(instant.slice(8, 10)),
  Number(instant.slice(11, 13)),
  Number(instant.slice(14, 16)),
  Number(instant.slice(17, 19)),
];

/** The instant at a number of microseconds since 1970. */
export const instantOf = (micros: bigint): Instant => {
  const seconds = micros / 1_000_000n;
  const rest = (micros % 1_000_000n).toString().padStart(6, '0');
  return `${new Date(Number(seconds) * 1000).toISOString().slice(0, 19)}.${rest}Z` as Instant;
};
