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

const MICROS_PER_SECOND = 1_000_000;
const SECONDS_PER_DAY = 86_400;

/** Microseconds since 1970 of an instant. */
export const microsOf = (instant: Instant): bigint => {
  const days = daysTo(digits(instant, 0, 4), digits(instant, 5, 7), digits(instant, 8, 10));
  const minutes = digits(instant, 11, 13) * 60 + digits(instant, 14, 16);
  const seconds = days * SECONDS_PER_DAY + minutes * 60 + digits(instant, 17, 19);
  return BigInt(seconds * MICROS_PER_SECOND + digits(instant, 20, 26));
};

const ZERO = 48;

const digits = (text: string, from: number, to: number): number => {
  let number = 0;
  for (let at = from; at < to; at += 1) number = number * 10 + text.charCodeAt(at) - ZERO;
  return number;
};

/** The instant at a number of microseconds since 1970. Throws after 2255, where numbers get inexact. */
export const instantOf = (micros: bigint): Instant => {
  const total = Number(micros);
  if (!Number.isSafeInteger(total)) throw new RangeError(`${micros} is no instant to be written.`);
  const seconds = Math.floor(total / MICROS_PER_SECOND);
  const day = Math.floor(seconds / SECONDS_PER_DAY);
  const ofDay = seconds - day * SECONDS_PER_DAY;
  const hour = two(Math.floor(ofDay / 3600));
  const minute = two(Math.floor(ofDay / 60) % 60);
  const rest = String(total - seconds * MICROS_PER_SECOND).padStart(6, '0');
  return `${dayText(day)}T${hour}:${minute}:${two(ofDay % 60)}.${rest}Z` as Instant;
};

const two = (number: number): string => (number < 10 ? `0${number}` : `${number}`);

// The Gregorian calendar by arithmetic (H. Hinnant, "chrono-compatible low-level date algorithms"):
// years begin in March, so that the leap day is their last; an era is 400 years, 146,097 days.
const ERA_DAYS = 146_097;
const DAYS_TO_1970 = 719_468;

const daysTo = (year: number, month: number, day: number): number => {
  const marchYear = month <= 2 ? year - 1 : year;
  const era = Math.floor(marchYear / 400);
  const yearOfEra = marchYear - era * 400;
  const dayOfYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  const leapDays = Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100);
  return era * ERA_DAYS + yearOfEra * 365 + leapDays + dayOfYear - DAYS_TO_1970;
};

const dayText = (days: number): string => {
  const shifted = days + DAYS_TO_1970;
  const era = Math.floor(shifted / ERA_DAYS);
  const dayOfEra = shifted - era * ERA_DAYS;
  const leapDays =
    Math.floor(dayOfEra / 1460) - Math.floor(dayOfEra / 36_524) + Math.floor(dayOfEra / 146_096);
  const yearOfEra = Math.floor((dayOfEra - leapDays) / 365);
  const dayOfYear =
    dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * marchMonth + 2) / 5) + 1;
  const month = marchMonth < 10 ? marchMonth + 3 : marchMonth - 9;
  const year = yearOfEra + era * 400 + (month <= 2 ? 1 : 0);
  return `${String(year).padStart(4, '0')}-${two(month)}-${two(day)}`;
};
