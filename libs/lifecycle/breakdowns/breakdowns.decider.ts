import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { attendanceRules } from './attendance.decider.js';
import type { BreakdownsCommand } from './breakdowns.commands.js';
import type { BreakdownsEvent } from './breakdowns.events.js';
import { endingsRules } from './endings.decider.js';
import { interimRules } from './interim.decider.js';
import { noticesRules } from './notices.decider.js';

export const breakdownsRules: ModuleRules<
  BreakdownsEvent,
  BreakdownsCommand,
  JourneyState,
  JourneyEvent
> = {
  decide: {
    ...attendanceRules.decide,
    ...noticesRules.decide,
    ...endingsRules.decide,
    ...interimRules.decide,
  },
  admits: {
    ...attendanceRules.admits,
    ...noticesRules.admits,
    ...endingsRules.admits,
    ...interimRules.admits,
  },
  irregular: {
    ...attendanceRules.irregular,
    ...noticesRules.irregular,
    ...endingsRules.irregular,
    ...interimRules.irregular,
  },
};
