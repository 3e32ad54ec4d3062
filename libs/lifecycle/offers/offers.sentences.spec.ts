import { ERASED, type LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey/journey-events.js';
import { journeyRules } from '../journey/journey.decider.js';
import {
  agreedOnOffer,
  fellThrough,
  linesOf64000,
  offerDeclined,
  offered,
  offerId,
  offerWithdrawn,
} from '../journey/testing/offers.examples.js';
import { registered } from '../journey/testing/record.examples.js';
import { requested } from '../journey/testing/requests.examples.js';
import { offersSentences } from './offers.sentences.js';

const journey = scenario(journeyRules);

/** The sentence for an event, told by the journey before it. */
const told = (event: GivenEvent<JourneyEvent>, ...before: readonly GivenEvent<JourneyEvent>[]) => {
  const { state } = journey.given(registered, requested, ...before);
  const sentences = offersSentences as Readonly<
    Record<string, (event: unknown, journey: unknown) => string>
  >;
  return sentences[event.type]?.(event, state);
};

const having = <E extends GivenEvent<JourneyEvent>>(event: E, more: object): E => ({
  ...event,
  data: { ...event.data, ...more },
});

const amended = {
  type: 'OfferAmended' as const,
  data: { offerId, lines: linesOf64000, vat: 'exempt' as const },
};

describe('a timeline tells', () => {
  it('an offer, with its price and its conditions', () => {
    expect(told(offered)).toBe(
      'Harbour House offered a place at £64,000 a year, open until 10 October 2025. “A visit before the start.”',
    );
    expect(told(having(offered, { lines: [], validUntil: undefined, conditions: undefined }))).toBe(
      'Harbour House offered a place.',
    );
  });

  it('what became of an offer', () => {
    expect(told(amended, offered)).toBe('Harbour House changed its offer to £64,000 a year.');
    expect(told(having(amended, { conditions: ERASED, validUntil: '2025-10-24' }), offered)).toBe(
      'Harbour House changed its offer to £64,000 a year, open until 24 October 2025. [erased]',
    );
    const extended: GivenEvent<JourneyEvent> = {
      type: 'OfferExtended',
      data: { offerId, validUntil: '2025-10-24' as LocalDate },
    };
    expect(told(extended, offered)).toBe(
      'Harbour House keeps its offer open until 24 October 2025.',
    );
    expect(told(having(offerWithdrawn, { explanation: 'It is full.' }), offered)).toBe(
      'Harbour House withdrew its offer: place taken. “It is full.”',
    );
    expect(told(offerDeclined, offered)).toBe('The offer of Harbour House was declined: too far.');
  });

  it('an agreement, and that it came to nothing', () => {
    expect(told(agreedOnOffer, offered)).toBe(
      'A placement at Harbour House was agreed at £64,000 a year, 38 weeks, day (basis: offer).',
    );
    const dual = { rank: 'dual', residential: true, lines: [], basis: 'dutyToAdmit' };
    expect(told(having(agreedOnOffer, dual), offered)).toBe(
      'A dual placement at Harbour House was agreed, 38 weeks, residential (basis: duty to admit).',
    );
    expect(told(fellThrough, offered, agreedOnOffer)).toBe(
      'The placement at Harbour House fell through: place withdrawn.',
    );
  });

  it('what it can of something it does not know', () => {
    expect(told(offerWithdrawn)).toBe('The school withdrew its offer: place taken.');
    expect(told(fellThrough)).toBe('The placement at the setting fell through: place withdrawn.');
  });
});
