import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { RequestsCommand } from './requests.commands.js';
import type { RequestsEvent } from './requests.events.js';

export const requestsRules: ModuleRules<
  RequestsEvent,
  RequestsCommand,
  JourneyState,
  JourneyEvent
> = {
  decide: {},
  admits: {},
  irregular: {},
};
