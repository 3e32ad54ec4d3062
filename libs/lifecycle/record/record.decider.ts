import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';

export const recordRules: ModuleRules<RecordEvent, RecordCommand, JourneyState, JourneyEvent> = {
  decide: {},
  admits: {},
  irregular: {},
};
