import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import {
  code,
  count,
  flag,
  id,
  learnerSnapshot,
  localDate,
  pence,
  priceLine,
  schoolSnapshot,
  text,
  vatTreatments,
} from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const offerWithdrawnReasons = [
  ...['placeTaken', 'cannotMeetNeed', 'staffing', 'price', 'closing', 'other'],
] as const;
export const offerDeclinedReasons = [
  ...['otherOffer', 'unsuitable', 'price', 'tooFar', 'familyPreference', 'noLongerNeeded', 'other'],
] as const;
export const agreementBases = [
  ...['offer', 'dutyToAdmit', 'tribunalOrder', 'transferIn', 'blockPlace', 'emergency', 'existing'],
] as const;
export const contractRoutes = ['lotA', 'lotB', 'dps', 'spot', 'none'] as const;
export const fellThroughReasons = [
  ...['familyDeclined', 'placeWithdrawn', 'needsChanged', 'movedAway', 'transport', 'other'],
] as const;

/** Straight from home to school, where home was known. */
const distance = z.number().min(0).max(2000).optional();

const offered = {
  lines: z.array(priceLine).max(60).readonly(),
  vat: code(vatTreatments),
  placeFundingPence: pence.optional(),
  startFrom: localDate.optional(),
  validUntil: localDate.optional(),
};

export const offersCatalogue = {
  OfferReceived: event({
    storedAs: 'offer-received',
    meaning: 'A school promised a place against a request, at a price.',
    occurs: 'the day the school made the offer',
    rank: 400,
    follows: [['requestId', 'PlacementRequested']],
    data: {
      offerId: id,
      requestId: id,
      school: schoolSnapshot,
      distanceMiles: distance,
      ...offered,
      /** Was this the first price asked, or one that was negotiated? */
      stage: code(['firstAsked', 'negotiated']),
      placesOffered: count.optional(),
    },
    personal: { conditions: text().optional() },
  }),
  OfferAmended: event({
    storedAs: 'offer-amended',
    meaning: 'The school changed what it offers; the new terms stand in full.',
    occurs: 'the day the school changed its offer',
    rank: 410,
    follows: [['offerId', 'OfferReceived']],
    data: { offerId: id, ...offered },
    personal: { conditions: text().optional() },
  }),
  OfferExtended: event({
    storedAs: 'offer-extended',
    meaning: 'The school keeps the place open for longer.',
    occurs: 'the day the school agreed to wait',
    rank: 420,
    follows: [['offerId', 'OfferReceived']],
    data: { offerId: id, validUntil: localDate },
  }),
  OfferWithdrawn: event({
    storedAs: 'offer-withdrawn',
    meaning: 'The school took its offer back.',
    occurs: 'the day the school withdrew',
    rank: 430,
    follows: [['offerId', 'OfferReceived']],
    data: { offerId: id, reasonCode: code(offerWithdrawnReasons) },
    personal: { explanation: text().optional() },
  }),
  OfferDeclined: event({
    storedAs: 'offer-declined',
    meaning: 'The authority turned the offer down; the request stays open.',
    occurs: 'the day the authority decided',
    rank: 430,
    follows: [['offerId', 'OfferReceived']],
    data: { offerId: id, reasonCode: code(offerDeclinedReasons) },
    personal: { explanation: text().optional() },
  }),
  PlacementAgreed: event({
    storedAs: 'placement-agreed',
    meaning: 'The authority decided to place the learner at this setting, on these terms.',
    occurs: 'the day the authority decided',
    rank: 450,
    follows: [
      ['requestId', 'PlacementRequested'],
      ['offerId', 'OfferReceived'],
      ['approvalId', 'Approved'],
    ],
    data: {
      placementId: id,
      requestId: id.optional(),
      offerId: id.optional(),
      approvalId: id.optional(),
      basis: code(agreementBases),
      route: code(contractRoutes),
      /** A main placement, or a second one beside it. */
      rank: code(['main', 'dual']),
      school: schoolSnapshot,
      learner: learnerSnapshot,
      distanceMiles: distance,
      lines: z.array(priceLine).max(60).readonly(),
      vat: code(vatTreatments),
      weeksPerYear: z.int().min(0).max(53),
      daysPerWeekTenths: z.int().min(0).max(70).optional(),
      residential: flag,
      expectedStartOn: localDate.optional(),
    },
  }),
  PlacementFellThrough: event({
    storedAs: 'placement-fell-through',
    meaning: 'What was agreed will not happen: the placement never starts.',
    occurs: 'the day it became clear',
    rank: 460,
    follows: [['placementId', 'PlacementAgreed']],
    data: {
      placementId: id,
      by: code(['family', 'school', 'authority', 'other']),
      reasonCode: code(fellThroughReasons),
    },
    personal: { explanation: text().optional() },
  }),
} as const satisfies Catalogue;

export type OffersEvent = EventsOf<typeof offersCatalogue>;
