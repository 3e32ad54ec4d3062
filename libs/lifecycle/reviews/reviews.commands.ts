import { appealsCommands, type AppealsCommand } from './appeals.commands.js';
import { meetingsCommands, type MeetingsCommand } from './meetings.commands.js';
import { plansCommands, type PlansCommand } from './plans.commands.js';
import { returnsCommands, type ReturnsCommand } from './returns.commands.js';

export * from './appeals.commands.js';
export * from './meetings.commands.js';
export * from './plans.commands.js';
export * from './returns.commands.js';

export const reviewsCommands = {
  ...meetingsCommands,
  ...plansCommands,
  ...appealsCommands,
  ...returnsCommands,
} as const;

export type ReviewsCommand = MeetingsCommand | PlansCommand | AppealsCommand | ReturnsCommand;
