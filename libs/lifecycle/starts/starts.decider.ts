import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { StartsCommand } from './starts.commands.js';
import type { StartsEvent } from './starts.events.js';

export const startsRules: ModuleRules<StartsEvent, StartsCommand, JourneyState, JourneyEvent> = {
  decide: {},
  admits: {},
  irregular: {},
};
