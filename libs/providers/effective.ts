import type { LocalDate } from '#libs/event-sourcing';

/** What applies on a day: the latest to begin by then; of those that begin together, the last told. */
export const inForce = <T extends Readonly<{ from: LocalDate }>>(
  told: readonly T[],
  day: LocalDate,
): T | undefined => {
  let found: T | undefined;
  for (const one of told)
    if (one.from <= day && (found === undefined || one.from >= found.from)) found = one;
  return found;
};

/** A time that may be open at either end; both days belong to it. */
export type Period = Readonly<{ from?: LocalDate | undefined; to?: LocalDate | undefined }>;

const EVER = '0000-00-00';
const FOR_GOOD = '9999-99-99';

export const within = ({ from = EVER as LocalDate, to }: Period, day: LocalDate): boolean =>
  from <= day && day <= (to ?? FOR_GOOD);

export const overlaps = (one: Period, other: Period): boolean =>
  (one.from ?? EVER) <= (other.to ?? FOR_GOOD) && (other.from ?? EVER) <= (one.to ?? FOR_GOOD);

/** The same plain data, whatever the order of its keys; a missing value is one that is undefined. */
export const sameData = (one: unknown, other: unknown): boolean => {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || !one || !other) return false;
  const [a, b] = [one as Values, other as Values];
  return [...new Set([...Object.keys(a), ...Object.keys(b)])].every((key) =>
    sameData(a[key], b[key]),
  );
};

type Values = Readonly<Record<string, unknown>>;
