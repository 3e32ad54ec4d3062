import type { LocalDate, Refusal } from '#libs/event-sourcing';
import { academicYearOf, addMonths } from '../shared-kernel/index.js';

// Asked of a command only: what is recorded may have become unreadable, and no rule may ask it then.

const RECEPTION_AGE = 5;
const OLDEST_YEARS = 40;
/** Taught with an older or a younger year group, by so many years at most. */
const OUT_OF_YEAR = 2;

/** The year in which the reception year of those born on a day begins. */
export const reception = (dateOfBirth: LocalDate): number =>
  academicYearOf(dateOfBirth) + RECEPTION_AGE;

export type Identity = Readonly<{
  dateOfBirth?: LocalDate | undefined;
  upn?: string | undefined;
  upnUnknownReason?: string | undefined;
  cohort?: number | undefined;
}>;

/** What contradicts itself about who the learner is. Names no value: refusals may be logged. */
export const identityRefused = (
  { dateOfBirth, upn, upnUnknownReason, cohort }: Identity,
  { latest, today }: Readonly<{ latest: LocalDate; today: LocalDate }>,
): Refusal | undefined => {
  if (upn !== undefined && upnUnknownReason !== undefined)
    return { because: 'upn-known-and-unknown' };
  if (dateOfBirth === undefined) return undefined;
  if (dateOfBirth > latest) return { because: 'not-born-yet', on: latest };
  if (dateOfBirth < addMonths(today, -12 * OLDEST_YEARS))
    return { because: 'born-too-long-ago', years: OLDEST_YEARS };
  return cohort !== undefined && Math.abs(cohort - reception(dateOfBirth)) > OUT_OF_YEAR
    ? { because: 'cohort-does-not-fit-birth', cohort }
    : undefined;
};
