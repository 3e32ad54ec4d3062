import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { BreakdownsCommand } from './breakdowns.commands.js';
import type { BreakdownsEvent } from './breakdowns.events.js';

export const breakdownsRules: ModuleRules<
  BreakdownsEvent,
  BreakdownsCommand,
  JourneyState,
  JourneyEvent
> = {
  decide: {},
  admits: {},
  irregular: {},
};
