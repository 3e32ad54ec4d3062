import type { CommandsOf } from '../shared-kernel/index.js';

export const breakdownsCommands = {} as const;

export type BreakdownsCommand = CommandsOf<typeof breakdownsCommands>;
