import type { Catalogue } from '#libs/event-sourcing';
import { appealsCatalogue, type AppealsEvent } from './appeals.events.js';
import { meetingsCatalogue, type MeetingsEvent } from './meetings.events.js';
import { plansCatalogue, type PlansEvent } from './plans.events.js';
import { returnsCatalogue, type ReturnsEvent } from './returns.events.js';

export * from './appeals.events.js';
export * from './meetings.events.js';
export * from './plans.events.js';
export * from './returns.events.js';

export const reviewsCatalogue = {
  ...meetingsCatalogue,
  ...plansCatalogue,
  ...appealsCatalogue,
  ...returnsCatalogue,
} as const satisfies Catalogue;

export type ReviewsEvent = MeetingsEvent | PlansEvent | AppealsEvent | ReturnsEvent;
