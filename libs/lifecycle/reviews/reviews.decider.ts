import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { appealsRules } from './appeals.decider.js';
import { meetingsRules } from './meetings.decider.js';
import { plansRules } from './plans.decider.js';
import { returnsRules } from './returns.decider.js';
import type { ReviewsCommand } from './reviews.commands.js';
import type { ReviewsEvent } from './reviews.events.js';

export const reviewsRules: ModuleRules<ReviewsEvent, ReviewsCommand, JourneyState, JourneyEvent> = {
  decide: {
    ...meetingsRules.decide,
    ...plansRules.decide,
    ...appealsRules.decide,
    ...returnsRules.decide,
  },
  admits: {
    ...meetingsRules.admits,
    ...plansRules.admits,
    ...appealsRules.admits,
    ...returnsRules.admits,
  },
  irregular: { ...meetingsRules.irregular, ...plansRules.irregular },
};
