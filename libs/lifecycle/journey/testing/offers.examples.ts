import type { LocalDate } from '#libs/event-sourcing';
import type { GivenEvent } from '#libs/event-sourcing/testing';
import type { PriceLineFields } from '../../shared-kernel/index.js';
import type { JourneyCommand } from '../journey.decider.js';
import type { JourneyEvent } from '../journey-events.js';
import { approvalId } from './record.examples.js';
import { harbour, requestId } from './requests.examples.js';
import { placementId } from './starts.examples.js';

// Harbour House, which has no duty to admit, offers a place on 22 September 2025; it is taken up on
// 6 October.

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;
type Sent<T extends JourneyCommand['type']> = Extract<JourneyCommand, { type: T }>['data'];

const day = (text: string) => text as LocalDate;

export const offerId = 'offer-1';

/** One price for the year. */
export const linesOf = (ratePence: number): PriceLineFields[] => [
  { code: 'tuition', unit: 'year', ratePence, quantityThousandths: 1000 },
];

/** £64,000 a year. */
export const linesOf64000 = linesOf(64_000_00);

export const receiveOffer: Sent<'ReceiveOffer'> = {
  requestId,
  providerId: 'school-harbour',
  lines: linesOf64000,
  vat: 'exempt',
  startFrom: day('2025-11-03'),
  validUntil: day('2025-10-10'),
  stage: 'firstAsked',
  conditions: 'A visit before the start.',
};

export const offered: Given<'OfferReceived'> = {
  type: 'OfferReceived',
  occurredOn: '2025-09-22',
  data: {
    ...{ offerId, requestId, school: harbour, lines: linesOf64000, vat: 'exempt' },
    ...{ startFrom: day('2025-11-03'), validUntil: day('2025-10-10'), stage: 'firstAsked' },
    conditions: 'A visit before the start.',
  },
};

export const offerWithdrawn: Given<'OfferWithdrawn'> = {
  type: 'OfferWithdrawn',
  occurredOn: '2025-09-29',
  data: { offerId, reasonCode: 'placeTaken' },
};

export const offerDeclined: Given<'OfferDeclined'> = {
  type: 'OfferDeclined',
  occurredOn: '2025-09-29',
  data: { offerId, reasonCode: 'tooFar' },
};

/** Takes the offer up, under the approval of the record's examples. */
export const agreePlacement: Sent<'AgreePlacement'> = {
  ...{ offerId, approvalId, basis: 'offer', route: 'spot', rank: 'main' },
  ...{ weeksPerYear: 38, residential: false, expectedStartOn: day('2025-11-03') },
};

/** The offer taken up, under the approval of the record's examples. */
export const agreedOnOffer: Given<'PlacementAgreed'> = {
  type: 'PlacementAgreed',
  occurredOn: '2025-10-06',
  data: {
    ...{ placementId, requestId, offerId, approvalId, basis: 'offer', route: 'spot', rank: 'main' },
    ...{ school: harbour, learner: {}, lines: linesOf64000, vat: 'exempt' },
    ...{ weeksPerYear: 38, residential: false, expectedStartOn: day('2025-11-03') },
  },
};

export const fellThrough: Given<'PlacementFellThrough'> = {
  type: 'PlacementFellThrough',
  occurredOn: '2025-10-20',
  data: { placementId, by: 'school', reasonCode: 'placeWithdrawn' },
};
