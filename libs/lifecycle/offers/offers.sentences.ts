import type { JourneyState } from '../journey/journey-state.js';
import {
  dayInWords,
  inWords,
  pencePerYear,
  poundsInWords,
  quoted,
  type Sentences,
} from '../shared-kernel/index.js';
import type { OffersEvent } from './offers.events.js';
import { offerOf, placementOf } from './offers.state.js';

const offerer = (journey: JourneyState, offerId: string): string =>
  offerOf(journey, offerId)?.school.name ?? 'The school';

const until = (day: string | undefined): string => (day ? `, open until ${dayInWords(day)}` : '');

export const offersSentences: Sentences<OffersEvent, JourneyState> = {
  OfferReceived: ({ data }) =>
    `${data.school.name} offered a place at ${poundsInWords(pencePerYear(data.lines))} a year${until(data.validUntil)}.`,
  OfferAmended: ({ data }, journey) =>
    `${offerer(journey, data.offerId)} changed its offer to ${poundsInWords(pencePerYear(data.lines))} a year${until(data.validUntil)}.`,
  OfferExtended: ({ data }, journey) =>
    `${offerer(journey, data.offerId)} keeps its offer open until ${dayInWords(data.validUntil)}.`,
  OfferWithdrawn: ({ data }, journey) =>
    `${offerer(journey, data.offerId)} withdrew its offer: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  OfferDeclined: ({ data }, journey) =>
    `The offer of ${offerer(journey, data.offerId)} was declined: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  PlacementAgreed: ({ data }) =>
    `A ${data.rank === 'main' ? '' : 'second '}placement at ${data.school.name} was agreed at ${poundsInWords(pencePerYear(data.lines))} a year, ${data.weeksPerYear} weeks, ${data.residential ? 'residential' : 'day'} (${inWords(data.basis)}).`,
  PlacementFellThrough: ({ data }, journey) =>
    `The placement at ${placementOf(journey, data.placementId)?.school.name ?? 'the setting'} fell through: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
};
