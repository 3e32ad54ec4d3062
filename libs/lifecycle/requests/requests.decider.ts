import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { consultationRules } from './consultations.decider.js';
import { panelRules } from './panels.decider.js';
import { placementRequestRules } from './placement-requests.decider.js';
import { preferenceRules } from './preferences.decider.js';
import type { RequestsCommand } from './requests.commands.js';
import type { RequestsEvent } from './requests.events.js';

export const requestsRules: ModuleRules<
  RequestsEvent,
  RequestsCommand,
  JourneyState,
  JourneyEvent
> = {
  decide: {
    ...placementRequestRules.decide,
    ...panelRules.decide,
    ...preferenceRules.decide,
    ...consultationRules.decide,
  },
  admits: {
    ...placementRequestRules.admits,
    ...panelRules.admits,
    ...preferenceRules.admits,
    ...consultationRules.admits,
  },
  irregular: {
    ...placementRequestRules.irregular,
    ...panelRules.irregular,
    ...preferenceRules.irregular,
    ...consultationRules.irregular,
  },
};
