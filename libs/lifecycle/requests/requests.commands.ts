import type { CommandsOf } from '../shared-kernel/index.js';

export const requestsCommands = {} as const;

export type RequestsCommand = CommandsOf<typeof requestsCommands>;
