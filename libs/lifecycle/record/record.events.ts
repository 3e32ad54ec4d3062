import type { Catalogue, EventsOf } from '#libs/event-sourcing';
import { approvalsCatalogue } from './approvals.events.js';
import { caseCatalogue } from './case.events.js';
import { entriesCatalogue } from './entries.events.js';
import { keepingCatalogue } from './keeping.events.js';
import { learnerCatalogue } from './learner.events.js';

export * from './approvals.events.js';
export * from './case.events.js';
export * from './entries.events.js';
export * from './keeping.events.js';
export * from './learner.events.js';

/** What can be said of the learner and the case, whatever stage a placement is in. */
export const recordCatalogue = {
  ...learnerCatalogue,
  ...caseCatalogue,
  ...approvalsCatalogue,
  ...entriesCatalogue,
  ...keepingCatalogue,
} as const satisfies Catalogue;

export type RecordEvent = EventsOf<typeof recordCatalogue>;
