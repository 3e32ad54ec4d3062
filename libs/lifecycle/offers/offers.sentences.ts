import type { JourneyState } from '../journey/journey-state.js';
import {
  dayInWords,
  inWords,
  pencePerYear,
  poundsInWords,
  quoted,
  type PriceLine,
  type Sentences,
} from '../shared-kernel/index.js';
import type { OffersEvent } from './offers.events.js';
import { offerOf, placementOf } from './offers.state.js';

const offerer = (journey: JourneyState, offerId: string): string =>
  offerOf(journey, offerId)?.school.name ?? 'The school';

/** Nothing where no price was said: a maintained school, say. */
const price = (lines: readonly PriceLine[]): string =>
  lines.length === 0 ? '' : ` at ${poundsInWords(pencePerYear(lines))} a year`;

const until = (day: string | undefined): string => (day ? `, open until ${dayInWords(day)}` : '');

export const offersSentences: Sentences<OffersEvent, JourneyState> = {
  OfferReceived: ({ data }) =>
    `${data.school.name} offered a place${price(data.lines)}${until(data.validUntil)}.${quoted(data.conditions)}`,
  OfferAmended: ({ data }, journey) =>
    `${offerer(journey, data.offerId)} changed its offer to ${poundsInWords(pencePerYear(data.lines))} a year${until(data.validUntil)}.${quoted(data.conditions)}`,
  OfferExtended: ({ data }, journey) =>
    `${offerer(journey, data.offerId)} keeps its offer open until ${dayInWords(data.validUntil)}.`,
  OfferWithdrawn: ({ data }, journey) =>
    `${offerer(journey, data.offerId)} withdrew its offer: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  OfferDeclined: ({ data }, journey) =>
    `The offer of ${offerer(journey, data.offerId)} was declined: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
  PlacementAgreed: ({ data }) =>
    `A ${data.rank === 'main' ? '' : 'dual '}placement at ${data.school.name} was agreed${price(data.lines)}, ${data.weeksPerYear} weeks, ${data.residential ? 'residential' : 'day'} (basis: ${inWords(data.basis)}).`,
  PlacementFellThrough: ({ data }, journey) =>
    `The placement at ${placementOf(journey, data.placementId)?.school.name ?? 'the setting'} fell through: ${inWords(data.reasonCode)}.${quoted(data.explanation)}`,
};
