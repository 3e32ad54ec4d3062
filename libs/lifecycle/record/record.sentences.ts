import type { JourneyState } from '../journey/journey-state.js';
import type { Sentences } from '../shared-kernel/index.js';
import type { RecordEvent } from './record.events.js';

export const recordSentences: Sentences<RecordEvent, JourneyState> = {};
