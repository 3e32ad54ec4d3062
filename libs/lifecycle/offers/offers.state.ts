import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import {
  change,
  put,
  type Evolve,
  type PriceLine,
  type SchoolSnapshot,
} from '../shared-kernel/index.js';
import type { OffersEvent } from './offers.events.js';

type Data<T extends OffersEvent['type']> = Extract<OffersEvent, { type: T }>['data'];

export type Offer = Readonly<{
  offerId: string;
  requestId: string;
  school: SchoolSnapshot;
  distanceMiles: number | undefined;
  lines: readonly PriceLine[];
  vat: Data<'OfferReceived'>['vat'];
  placeFundingPence: number | undefined;
  startFrom: LocalDate | undefined;
  validUntil: LocalDate | undefined;
  receivedOn: OccurredOn;
  status: 'open' | 'withdrawn' | 'declined' | 'taken';
}>;

export type Placement = Readonly<{
  placementId: string;
  requestId: string | undefined;
  offerId: string | undefined;
  approvalId: string | undefined;
  basis: string;
  route: string;
  rank: 'main' | 'dual';
  school: SchoolSnapshot;
  /** From home, as the crow flies, when it was agreed. */
  distanceMiles: number | undefined;
  agreedOn: OccurredOn;
  lines: readonly PriceLine[];
  weeksPerYear: number;
  residential: boolean;
  expectedStartOn: LocalDate | undefined;
  fellThrough: OccurredOn | undefined;
}>;

export type OffersPart = Readonly<{
  offers: Readonly<Record<string, Offer>>;
  placements: Readonly<Record<string, Placement>>;
}>;

export const initialOffers: OffersPart = { offers: {}, placements: {} };

const changeOffer = (part: OffersPart, id: string, by: Partial<Offer>): OffersPart => ({
  ...part,
  offers: change(part.offers, id, by),
});

export const evolveOffers: Evolve<OffersPart, OffersEvent> = {
  OfferReceived: (part, { data, occurredOn }) => ({
    ...part,
    offers: put(part.offers, data.offerId, {
      offerId: data.offerId,
      requestId: data.requestId,
      school: data.school,
      distanceMiles: data.distanceMiles,
      lines: data.lines,
      vat: data.vat,
      placeFundingPence: data.placeFundingPence,
      startFrom: data.startFrom,
      validUntil: data.validUntil,
      receivedOn: occurredOn,
      status: 'open',
    }),
  }),
  OfferAmended: (part, { data }) =>
    changeOffer(part, data.offerId, {
      lines: data.lines,
      vat: data.vat,
      placeFundingPence: data.placeFundingPence,
      startFrom: data.startFrom,
      validUntil: data.validUntil,
    }),
  OfferExtended: (part, { data: { offerId, validUntil } }) =>
    changeOffer(part, offerId, { validUntil }),
  OfferWithdrawn: (part, { data }) => changeOffer(part, data.offerId, { status: 'withdrawn' }),
  OfferDeclined: (part, { data }) => changeOffer(part, data.offerId, { status: 'declined' }),
  PlacementAgreed: (part, { data, occurredOn }) => {
    const taken = data.offerId ? changeOffer(part, data.offerId, { status: 'taken' }) : part;
    const placement: Placement = {
      placementId: data.placementId,
      requestId: data.requestId,
      offerId: data.offerId,
      approvalId: data.approvalId,
      basis: data.basis,
      route: data.route,
      rank: data.rank,
      school: data.school,
      distanceMiles: data.distanceMiles,
      agreedOn: occurredOn,
      lines: data.lines,
      weeksPerYear: data.weeksPerYear,
      residential: data.residential,
      expectedStartOn: data.expectedStartOn,
      fellThrough: undefined,
    };
    return { ...taken, placements: put(part.placements, data.placementId, placement) };
  },
  PlacementFellThrough: (part, { data, occurredOn }) => ({
    ...part,
    placements: change(part.placements, data.placementId, { fellThrough: occurredOn }),
  }),
};

export const offerOf = ({ offers }: Readonly<{ offers: OffersPart }>, id: string) =>
  offers.offers[id];

export const placementOf = ({ offers }: Readonly<{ offers: OffersPart }>, id: string) =>
  offers.placements[id];

export const placementsOf = ({ offers }: Readonly<{ offers: OffersPart }>): readonly Placement[] =>
  Object.values(offers.placements);

export const offersOf = ({ offers }: Readonly<{ offers: OffersPart }>): readonly Offer[] =>
  Object.values(offers.offers);
