import type { JourneyState } from '../journey/journey-state.js';
import type { Sentences } from '../shared-kernel/index.js';
import type { RequestsEvent } from './requests.events.js';

export const requestsSentences: Sentences<RequestsEvent, JourneyState> = {};
