import type { CommandsOf } from '../shared-kernel/index.js';

export const recordCommands = {} as const;

export type RecordCommand = CommandsOf<typeof recordCommands>;
