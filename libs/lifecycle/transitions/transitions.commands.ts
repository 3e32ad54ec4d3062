import type { CommandsOf } from '../shared-kernel/index.js';

export const transitionsCommands = {} as const;

export type TransitionsCommand = CommandsOf<typeof transitionsCommands>;
