import { breakdownsCatalogue, type BreakdownsEvent } from '../breakdowns/breakdowns.events.js';
import { offersCatalogue, type OffersEvent } from '../offers/offers.events.js';
import { recordCatalogue, type RecordEvent } from '../record/record.events.js';
import { requestsCatalogue, type RequestsEvent } from '../requests/requests.events.js';
import { reviewsCatalogue, type ReviewsEvent } from '../reviews/reviews.events.js';
import { startsCatalogue, type StartsEvent } from '../starts/starts.events.js';
import { transitionsCatalogue, type TransitionsEvent } from '../transitions/transitions.events.js';

/** Everything that can be recorded about one learner's placements. */
export type JourneyEvent =
  | RecordEvent
  | RequestsEvent
  | OffersEvent
  | StartsEvent
  | ReviewsEvent
  | TransitionsEvent
  | BreakdownsEvent;

export const journeyCatalogue = {
  ...recordCatalogue,
  ...requestsCatalogue,
  ...offersCatalogue,
  ...startsCatalogue,
  ...reviewsCatalogue,
  ...transitionsCatalogue,
  ...breakdownsCatalogue,
};
