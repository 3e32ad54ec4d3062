import type { BreakdownsPart } from '../breakdowns/breakdowns.state.js';
import type { OffersPart } from '../offers/offers.state.js';
import type { RecordPart } from '../record/record.state.js';
import type { RequestsPart } from '../requests/requests.state.js';
import type { ReviewsPart } from '../reviews/reviews.state.js';
import type { StartsPart } from '../starts/starts.state.js';
import type { TransitionsPart } from '../transitions/transitions.state.js';

/** What is so about one learner's placements: one part per module, changed by that module alone. */
export type JourneyState = Readonly<{
  record: RecordPart;
  requests: RequestsPart;
  offers: OffersPart;
  starts: StartsPart;
  reviews: ReviewsPart;
  transitions: TransitionsPart;
  breakdowns: BreakdownsPart;
}>;
