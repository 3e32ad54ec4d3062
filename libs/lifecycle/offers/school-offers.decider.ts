import {
  accept,
  canonical,
  certainlyBefore,
  refuse,
  unchanged,
  type Irregularity,
  type LocalDate,
  type OccurredOn,
  type Refusal,
} from '#libs/event-sourcing';
import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import { afterWithdrawal } from '../requests/requests.rules.js';
import { requestOf } from '../requests/requests.state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { OffersCommand } from './offers.commands.js';
import type { OffersEvent } from './offers.events.js';
import { offerOf, type Offer } from './offers.state.js';

type Rules = ModuleRules<
  Extract<OffersEvent, { type: `Offer${string}` }>,
  Extract<OffersCommand, { type: `${string}Offer` }>,
  JourneyState,
  JourneyEvent
>;
type Amend = Extract<OffersCommand, { type: 'AmendOffer' }>;

const decide: Rules['decide'] = {
  ReceiveOffer: ({ data }, _journey, context) => {
    const { providerId, ...offered } = data;
    const school = context.schools[providerId];
    if (!school) return refuse({ because: 'unknown-school', providerId });
    return accept({
      type: 'OfferReceived',
      data: {
        ...offered,
        offerId: context.newId('offer'),
        school,
        distanceMiles: context.distanceMiles[providerId],
      },
    });
  },

  AmendOffer: ({ data }, journey) => {
    const offer = offerOf(journey, data.offerId);
    return offer && isAsOffered(offer, data) ? unchanged : accept({ type: 'OfferAmended', data });
  },

  ExtendOffer: ({ data }, journey) =>
    offerOf(journey, data.offerId)?.validUntil === data.validUntil
      ? unchanged
      : accept({ type: 'OfferExtended', data }),

  WithdrawOffer: ({ data }, journey) =>
    offerOf(journey, data.offerId)?.status === 'withdrawn'
      ? unchanged
      : accept({ type: 'OfferWithdrawn', data }),

  DeclineOffer: ({ data }, journey) =>
    offerOf(journey, data.offerId)?.status === 'declined'
      ? unchanged
      : accept({ type: 'OfferDeclined', data }),
};

/** The same terms again, and no conditions that would have to be kept. */
const isAsOffered = (offer: Offer, asked: Amend['data']): boolean =>
  asked.conditions === undefined && canonical(termsOf(offer)) === canonical(termsOf(asked));

const termsOf = ({
  lines,
  vat,
  placeFundingPence,
  startFrom,
  validUntil,
}: Amend['data'] | Offer) => ({
  lines,
  vat,
  placeFundingPence,
  startFrom,
  validUntil,
});

/** What is said of an offer is said after it came, and until it is withdrawn, declined or taken up. */
export const notOpen = (
  journey: JourneyState,
  offerId: string,
  on: OccurredOn,
): Refusal | undefined => {
  const offer = offerOf(journey, offerId);
  if (!offer) return { because: 'unknown-offer', offerId };
  const { status, receivedOn } = offer;
  if (status !== 'open') return { because: 'offer-closed', offerId, as: status };
  return certainlyBefore(on, receivedOn)
    ? { because: 'before-the-offer', offerId, receivedOn }
    : undefined;
};

const endsBeforeItBegins = (
  validUntil: LocalDate | undefined,
  { from }: OccurredOn,
): Refusal | undefined =>
  validUntil !== undefined && validUntil < from
    ? { because: 'offer-ends-before-it-begins', validUntil }
    : undefined;

const admits: Rules['admits'] = {
  OfferReceived: (journey, { data: { requestId, validUntil }, occurredOn }) =>
    requestOf(journey, requestId)
      ? endsBeforeItBegins(validUntil, occurredOn)
      : { because: 'unknown-request', requestId },
  OfferAmended: (journey, { data: { offerId, validUntil }, occurredOn }) =>
    notOpen(journey, offerId, occurredOn) ?? endsBeforeItBegins(validUntil, occurredOn),
  OfferExtended: (journey, { data: { offerId, validUntil }, occurredOn }) =>
    notOpen(journey, offerId, occurredOn) ?? endsBeforeItBegins(validUntil, occurredOn),
  OfferWithdrawn: (journey, { data: { offerId }, occurredOn }) =>
    notOpen(journey, offerId, occurredOn),
  OfferDeclined: (journey, { data: { offerId }, occurredOn }) =>
    notOpen(journey, offerId, occurredOn),
};

const irregular: Rules['irregular'] = {
  OfferReceived: (journey, { data: { requestId }, occurredOn }) => [
    ...beforeTheRequest(journey, requestId, occurredOn),
    ...afterWithdrawal(journey, requestId, occurredOn),
  ],
};

const beforeTheRequest = (
  journey: JourneyState,
  requestId: string,
  on: OccurredOn,
): readonly Irregularity[] => {
  const requestedOn = requestOf(journey, requestId)?.requestedOn;
  return requestedOn && certainlyBefore(on, requestedOn)
    ? [{ code: 'offer-before-the-request', requestId, requestedOn }]
    : [];
};

export const schoolOffersRules: Rules = { decide, admits, irregular };
