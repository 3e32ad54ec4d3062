import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import type { ReviewsCommand } from './reviews.commands.js';
import type { ReviewsEvent } from './reviews.events.js';

export const reviewsRules: ModuleRules<ReviewsEvent, ReviewsCommand, JourneyState, JourneyEvent> = {
  decide: {},
  admits: {},
  irregular: {},
};
