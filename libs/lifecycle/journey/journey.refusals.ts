import { breakdownsRefusals } from '../breakdowns/breakdowns.refusals.js';
import { offersRefusals } from '../offers/offers.refusals.js';
import { recordRefusals } from '../record/record.refusals.js';
import { requestsRefusals } from '../requests/requests.refusals.js';
import { reviewsRefusals } from '../reviews/reviews.refusals.js';
import { startsRefusals } from '../starts/starts.refusals.js';
import { transitionsRefusals } from '../transitions/transitions.refusals.js';

/** Every code a journey's rules can answer with, and what it means to a person. */
export const journeyRefusals: Readonly<Record<string, string>> = {
  ...recordRefusals,
  ...requestsRefusals,
  ...offersRefusals,
  ...startsRefusals,
  ...reviewsRefusals,
  ...transitionsRefusals,
  ...breakdownsRefusals,
};
