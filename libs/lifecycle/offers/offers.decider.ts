import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { OffersCommand } from './offers.commands.js';
import type { OffersEvent } from './offers.events.js';
import { placementsRules } from './placements.decider.js';
import { schoolOffersRules } from './school-offers.decider.js';

export const offersRules: ModuleRules<OffersEvent, OffersCommand, JourneyState, JourneyEvent> = {
  decide: { ...schoolOffersRules.decide, ...placementsRules.decide },
  admits: { ...schoolOffersRules.admits, ...placementsRules.admits },
  irregular: { ...schoolOffersRules.irregular, ...placementsRules.irregular },
};
