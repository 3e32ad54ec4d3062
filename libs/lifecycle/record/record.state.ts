import type { Evolve } from '../shared-kernel/index.js';
import { evolveApprovals } from './approvals.state.js';
import { evolveCase } from './case.state.js';
import { evolveEntries } from './entries.state.js';
import { evolveKeeping } from './keeping.state.js';
import { evolveLearner } from './learner.state.js';
import type { RecordEvent } from './record.events.js';
import type { RecordPart } from './record.part.js';

export * from './approvals.state.js';
export * from './case.state.js';
export * from './entries.state.js';
export * from './keeping.state.js';
export * from './learner.state.js';
export * from './record.part.js';

export const evolveRecord: Evolve<RecordPart, RecordEvent> = {
  ...evolveLearner,
  ...evolveCase,
  ...evolveApprovals,
  ...evolveEntries,
  ...evolveKeeping,
};
