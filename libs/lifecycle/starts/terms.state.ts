import type { LocalDate } from '#libs/event-sourcing';
import { placementOf, type OffersPart } from '../offers/offers.state.js';
import { startOf, termsChangesOf, type StartsPart, type TermsChange } from './starts.state.js';

/** The terms of a placement as they stand in full. */
export type Terms = Pick<TermsChange, 'lines' | 'weeksPerYear' | 'residential' | 'contributions'> &
  Readonly<{
    /** Absent: as agreed, or as offered. */
    vat: string | undefined;
    route: string;
    siteId: string | undefined;
    /** Absent: as agreed. */
    changeId: string | undefined;
    /** Absent: from the beginning. */
    effectiveFrom: LocalDate | undefined;
  }>;

type HasTerms = Readonly<{ offers: OffersPart; starts: StartsPart }>;

const inOrder = (a: TermsChange, b: TermsChange): number => {
  const [first, second] = [orderOf(a), orderOf(b)];
  return first < second ? -1 : first > second ? 1 : 0;
};

// Two changes from the same day: the one decided later. Two decided on one day: any, but always the
// same one, whichever was recorded first.
const orderOf = ({ effectiveFrom, decidedOn, changeId }: TermsChange): string =>
  `${effectiveFrom}.${decidedOn.from}.${changeId}`;

/**
 * The terms in force on a day: those agreed, until the first change applies; each change holds from
 * its own day to the next one's, however late it was decided. Undefined for an unknown placement.
 */
export const termsOn = (
  journey: HasTerms,
  placementId: string,
  day: LocalDate,
): Terms | undefined => {
  const agreed = placementOf(journey, placementId);
  if (!agreed) return undefined;
  const { lines, weeksPerYear, residential, route } = agreed;
  const first: Terms = {
    ...{ lines, weeksPerYear, residential, route, contributions: [], vat: undefined },
    ...{ siteId: startOf(journey, placementId)?.siteId },
    ...{ changeId: undefined, effectiveFrom: undefined },
  };
  return termsChangesOf(journey, placementId)
    .filter(({ effectiveFrom }) => effectiveFrom <= day)
    .toSorted(inOrder)
    .reduce(changed, first);
};

/** VAT treatment, route and site stay as they were where the change is silent. */
const changed = (before: Terms, change: TermsChange): Terms => ({
  lines: change.lines,
  weeksPerYear: change.weeksPerYear,
  residential: change.residential,
  contributions: change.contributions,
  vat: change.vat ?? before.vat,
  route: change.route ?? before.route,
  siteId: change.siteId ?? before.siteId,
  changeId: change.changeId,
  effectiveFrom: change.effectiveFrom,
});
