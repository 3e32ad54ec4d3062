import type { EventsOf } from '#libs/event-sourcing';
import { consultationEvents } from './consultations.events.js';
import { preferenceEvents } from './preferences.events.js';
import { placementRequestEvents } from './placement-requests.events.js';

export * from './requests.codes.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const requestsCatalogue = {
  ...placementRequestEvents,
  ...preferenceEvents,
  ...consultationEvents,
} as const;

export type RequestsEvent = EventsOf<typeof requestsCatalogue>;
