import type { Catalogue, EventsOf } from '#libs/event-sourcing';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const requestsCatalogue = {} as const satisfies Catalogue;

export type RequestsEvent = EventsOf<typeof requestsCatalogue>;
