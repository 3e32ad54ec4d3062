import type { JourneyState } from '../journey/journey-state.js';
import type { Sentences } from '../shared-kernel/index.js';
import type { StartsEvent } from './starts.events.js';

export const startsSentences: Sentences<StartsEvent, JourneyState> = {};
