import type { Catalogue, EventsOf } from '#libs/event-sourcing';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const reviewsCatalogue = {} as const satisfies Catalogue;

export type ReviewsEvent = EventsOf<typeof reviewsCatalogue>;
