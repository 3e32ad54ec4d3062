import type { Instant, LocalDate } from '#libs/event-sourcing';
import { endOfDay } from '#libs/lifecycle';
import type { Viewpoint } from '#libs/reading';
import { parsedDay } from '../tasks/days-as-typed.js';
import { Refused } from '../../api/index.js';

export type AskedViewpoint = Readonly<{
  viewpoint: Viewpoint;
  /** As it stands in the address, to be put back into links and forms. */
  knownAt: string;
  effectiveOn: string;
  isPast: boolean;
}>;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/** A day means its end in England; an instant means itself. @throws Refused */
export const viewpointIn = (
  { knownAt = '', effectiveOn = '' }: Readonly<{ knownAt?: string; effectiveOn?: string }>,
  today: LocalDate,
): AskedViewpoint => {
  const known = knownAt === '' ? undefined : instantIn(knownAt, today);
  const effective = effectiveOn === '' ? undefined : dayIn('effectiveOn', effectiveOn, today);
  return {
    viewpoint: { knownAt: known, effectiveOn: effective },
    ...{ knownAt, effectiveOn },
    isPast: known !== undefined || effective !== undefined,
  };
};

const instantIn = (text: string, today: LocalDate): Instant =>
  INSTANT.test(text) ? (text as Instant) : endOfDay(dayIn('knownAt', text, today));

const dayIn = (field: string, text: string, today: LocalDate): LocalDate => {
  const day = parsedDay(text, today);
  if (!day)
    throw new Refused({ because: 'invalid-query', errors: [{ field, problem: 'is no day' }] });
  return day;
};
