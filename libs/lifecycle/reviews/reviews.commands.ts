import type { CommandsOf } from '../shared-kernel/index.js';

export const reviewsCommands = {} as const;

export type ReviewsCommand = CommandsOf<typeof reviewsCommands>;
