import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { movesRules } from './moves.decider.js';
import { planEndsRules } from './plan-ends.decider.js';
import type { TransitionsCommand } from './transitions.commands.js';
import type { TransitionsEvent } from './transitions.events.js';

export const transitionsRules: ModuleRules<
  TransitionsEvent,
  TransitionsCommand,
  JourneyState,
  JourneyEvent
> = {
  decide: { ...movesRules.decide, ...planEndsRules.decide },
  admits: { ...movesRules.admits, ...planEndsRules.admits },
  irregular: { ...movesRules.irregular, ...planEndsRules.irregular },
};
