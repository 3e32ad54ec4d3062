import type { Happened, LocalDate } from '#libs/event-sourcing';
import { scenario, type GivenEvent } from '#libs/event-sourcing/testing';
import { journeyRules } from '../journey/journey.decider.js';
import type { JourneyEvent } from '../journey/journey-events.js';
import { context, registered } from '../journey/testing/record.examples.js';
import {
  agreedAtOakfield,
  issued,
  notStarted,
  placementId,
  signed,
  started,
  startPlanned,
  termsChanged,
} from '../journey/testing/starts.examples.js';
import type { StartsEvent } from './starts.events.js';
import { startsSentences } from './starts.sentences.js';

const journey = scenario(journeyRules, { context });
const { state } = journey.given(registered, agreedAtOakfield);
const day = (text: string) => text as LocalDate;

type Told = Extract<GivenEvent<JourneyEvent>, { type: StartsEvent['type'] }>;

const sentenceOf = (told: Told): string => {
  const event = journey.given(told).history[0] as Happened<StartsEvent>;
  return startsSentences[event.type](event as never, state);
};

const rescheduled = {
  type: 'StartRescheduled' as const,
  data: {
    ...{ placementId, from: day('2025-11-03'), to: day('2025-11-10') },
    ...{ reasonCode: 'staffing' as const, causedBy: 'provider' as const },
    explanation: 'A teacher is missing.',
  },
};

describe('the timeline says', () => {
  it.each<[string, Told]>([
    ['The placement agreement for Oakfield School was sent out to be signed (IPA-1).', issued],
    [
      'The placement agreement for the setting was sent out to be signed.',
      { ...issued, data: { agreementId: 'agreement-2', placementId: 'placement-2' } },
    ],
    [
      'The placement agreement for Oakfield School was signed by the authority and the provider.',
      signed,
    ],
    [
      'The placement agreement for Oakfield School was signed by the provider.',
      { ...signed, data: { ...signed.data, by: ['provider'] } },
    ],
    ['The first day at Oakfield School was fixed for 3 November 2025.', startPlanned],
    [
      'The first day at Oakfield School was moved from 3 November 2025 to 10 November 2025: staffing (caused by the school). “A teacher is missing.”',
      rescheduled,
    ],
    [
      'The first day at Oakfield School was moved to 10 November 2025: not ready (caused by the authority).',
      {
        ...rescheduled,
        data: {
          ...{ placementId, to: day('2025-11-10') },
          ...{ reasonCode: 'notReady', causedBy: 'authority' },
        },
      },
    ],
    ['The placement at Oakfield School started (full time).', started],
    [
      'The placement at Oakfield School started (full time), funded from 1 November 2025. “A good day.”',
      {
        ...started,
        data: { ...started.data, fundedFrom: day('2025-11-01'), note: 'A good day.' },
      },
    ],
    ['The learner never started at Oakfield School: family refused.', notStarted],
    [
      'The terms at Oakfield School changed from 5 January 2026 (residential): £180,000 a year, of which £60,000 from social care, 52 weeks, residential.',
      termsChanged,
    ],
    [
      'The terms at Oakfield School changed from 5 January 2026 (uplift): £180,000 a year, 38 weeks, day. “As asked.”',
      {
        ...termsChanged,
        data: {
          ...{ ...termsChanged.data, contributions: [], weeksPerYear: 38, residential: false },
          ...{ reasonCode: 'uplift', explanation: 'As asked.' },
        },
      },
    ],
    [
      'The terms at Oakfield School changed from 5 January 2026 (contribution): £180,000 a year, of which £1 from health, £2 from education and £3 from family, 52 weeks, residential.',
      {
        ...termsChanged,
        data: {
          ...{ ...termsChanged.data, reasonCode: 'contribution' },
          contributions: [
            { party: 'health', pence: 1_00 },
            { party: 'education', pence: 2_00 },
            { party: 'family', pence: 3_00 },
          ],
        },
      },
    ],
  ])('%s', (sentence, told) => expect(sentenceOf(told)).toBe(sentence));
});
