import type { JourneyState } from '../journey/journey-state.js';
import type { Sentences } from '../shared-kernel/index.js';
import type { ReviewsEvent } from './reviews.events.js';

export const reviewsSentences: Sentences<ReviewsEvent, JourneyState> = {};
