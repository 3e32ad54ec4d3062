import type { JourneyState } from '../journey/journey-state.js';
import type { Sentences } from '../shared-kernel/index.js';
import type { TransitionsEvent } from './transitions.events.js';

export const transitionsSentences: Sentences<TransitionsEvent, JourneyState> = {};
