import type { CommandsOf } from '../shared-kernel/index.js';

export const startsCommands = {} as const;

export type StartsCommand = CommandsOf<typeof startsCommands>;
