import type { Happened } from '#libs/event-sourcing';
import { breakdownsSentences } from '../breakdowns/breakdowns.sentences.js';
import { offersSentences } from '../offers/offers.sentences.js';
import { recordSentences } from '../record/record.sentences.js';
import { requestsSentences } from '../requests/requests.sentences.js';
import { reviewsSentences } from '../reviews/reviews.sentences.js';
import type { Sentences } from '../shared-kernel/index.js';
import { startsSentences } from '../starts/starts.sentences.js';
import { transitionsSentences } from '../transitions/transitions.sentences.js';
import type { JourneyEvent } from './journey-events.js';
import type { JourneyState } from './journey-state.js';

const sentences: Sentences<JourneyEvent, JourneyState> = {
  ...recordSentences,
  ...requestsSentences,
  ...offersSentences,
  ...startsSentences,
  ...reviewsSentences,
  ...transitionsSentences,
  ...breakdownsSentences,
};

/** One plain sentence for the timeline, told by the event and the journey as it was before it. */
export const sentenceFor = (event: Happened<JourneyEvent>, before: JourneyState): string => {
  // The table pairs each type with a sentence for that type; see journey.decider.ts.
  const say = sentences[event.type] as (event: unknown, journey: JourneyState) => string;
  return say(event, before);
};
