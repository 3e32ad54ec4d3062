import type { JourneyState } from '../journey/journey-state.js';
import type { Sentences } from '../shared-kernel/index.js';
import type { BreakdownsEvent } from './breakdowns.events.js';

export const breakdownsSentences: Sentences<BreakdownsEvent, JourneyState> = {};
