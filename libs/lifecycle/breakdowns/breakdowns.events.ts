import type { Catalogue, EventsOf } from '#libs/event-sourcing';
import { attendanceCatalogue } from './attendance.events.js';
import { endingsCatalogue } from './endings.events.js';
import { interimCatalogue } from './interim.events.js';
import { noticesCatalogue } from './notices.events.js';

export * from './attendance.events.js';
export * from './ending-reasons.js';
export * from './endings.events.js';
export * from './interim.events.js';
export * from './notices.events.js';

export const breakdownsCatalogue = {
  ...attendanceCatalogue,
  ...noticesCatalogue,
  ...endingsCatalogue,
  ...interimCatalogue,
} as const satisfies Catalogue;

export type BreakdownsEvent = EventsOf<typeof breakdownsCatalogue>;
