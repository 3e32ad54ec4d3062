import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { agreementRules } from './agreements.decider.js';
import { firstDayRules } from './first-days.decider.js';
import type { StartsCommand } from './starts.commands.js';
import type { StartsEvent } from './starts.events.js';
import { termsRules } from './terms.decider.js';

export const startsRules: ModuleRules<StartsEvent, StartsCommand, JourneyState, JourneyEvent> = {
  decide: { ...agreementRules.decide, ...firstDayRules.decide, ...termsRules.decide },
  admits: { ...agreementRules.admits, ...firstDayRules.admits, ...termsRules.admits },
  irregular: { ...agreementRules.irregular, ...firstDayRules.irregular, ...termsRules.irregular },
};
