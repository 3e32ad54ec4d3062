import { approvalsCommands } from './approvals.commands.js';
import { caseCommands } from './case.commands.js';
import { keepingCommands } from './keeping.commands.js';
import { learnerCommands } from './learner.commands.js';
import type { CommandsOf } from '../shared-kernel/index.js';

export * from './approvals.commands.js';
export * from './case.commands.js';
export * from './keeping.commands.js';
export * from './learner.commands.js';

export const recordCommands = {
  ...learnerCommands,
  ...caseCommands,
  ...approvalsCommands,
  ...keepingCommands,
} as const;

export type RecordCommand = CommandsOf<typeof recordCommands>;
