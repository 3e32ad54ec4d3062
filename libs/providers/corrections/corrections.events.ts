import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { code, id } from '#libs/lifecycle';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const providerAnnulmentReasons = [
  ...['wrongDate', 'wrongValue', 'wrongProvider', 'duplicate', 'neverHappened'],
] as const;

export const correctionsCatalogue = {
  EntryAnnulled: event({
    storedAs: 'provider-entry-annulled',
    meaning: 'An entry is taken as if it had not been; what is right is recorded anew.',
    occurs: 'the day of the correction',
    rank: 950,
    aboutEntries: true,
    data: { entry: id, reasonCode: code(providerAnnulmentReasons) },
  }),
} as const satisfies Catalogue;

export type CorrectionsEvent = EventsOf<typeof correctionsCatalogue>;
