import type { JourneyEvent } from '../journey/journey-events.js';
import type { JourneyState } from '../journey/journey-state.js';
import type { ModuleRules } from '../shared-kernel/index.js';
import { approvalsRules } from './approvals.decider.js';
import { caseRules } from './case.decider.js';
import { entriesRules } from './entries.decider.js';
import { keepingRules } from './keeping.decider.js';
import { learnerRules } from './learner.decider.js';
import type { RecordCommand } from './record.commands.js';
import type { RecordEvent } from './record.events.js';

export const recordRules: ModuleRules<RecordEvent, RecordCommand, JourneyState, JourneyEvent> = {
  decide: {
    ...learnerRules.decide,
    ...caseRules.decide,
    ...approvalsRules.decide,
    ...keepingRules.decide,
  },
  admits: {
    ...learnerRules.admits,
    ...caseRules.admits,
    ...approvalsRules.admits,
    ...entriesRules.admits,
    ...keepingRules.admits,
  },
  irregular: { ...learnerRules.irregular, ...approvalsRules.irregular },
};
