import { event, type Catalogue, type EventsOf, type Instant } from '#libs/event-sourcing';
import { z } from 'zod';
import { code, id, text } from '../shared-kernel/index.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.
// These speak of entries. The journey application writes them; no ordinary command does.

export const annulmentReasons = [
  ...(['wrongDate', 'wrongValue', 'wrongLearner', 'duplicate', 'neverHappened'] as const),
] as const;

const instant = z.custom<Instant>(
  (value) => typeof value === 'string' && /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/.test(value),
  'an instant in UTC with microseconds',
);

const actor = z.strictObject({ id, role: text(60), team: id.optional() });

export const entriesCatalogue = {
  EntryAnnulled: event({
    storedAs: 'entry-annulled',
    meaning: 'An entry was recorded by mistake: it counts no longer.',
    occurs: 'the day the mistake was put right',
    rank: 160,
    aboutEntries: true,
    data: { entry: id, reasonCode: code(annulmentReasons) },
    personal: { note: text().optional() },
  }),
  EntryReplaced: event({
    storedAs: 'entry-replaced',
    meaning: 'What was annulled is said anew by another entry.',
    occurs: 'the day the mistake was put right',
    rank: 161,
    aboutEntries: true,
    follows: [['entry', 'EntryAnnulled']],
    data: { entry: id, by: id },
  }),
  EntryCarriedAway: event({
    storedAs: 'entry-carried-away',
    meaning: 'An entry belongs to another learner and stands on that record now.',
    occurs: 'the day it was carried',
    rank: 162,
    aboutEntries: true,
    data: { entry: id },
    personal: { toJourney: id, toEntry: id },
    about: 'learner and others',
  }),
  EntryCarriedHere: event({
    storedAs: 'entry-carried-here',
    meaning: 'The entry of which this is a part was first recorded on another record.',
    occurs: 'the day it was carried',
    rank: 163,
    aboutEntries: true,
    data: {
      firstRecordedAt: instant,
      firstActor: actor,
      originalEntry: id,
      originalEventIds: z.array(id).max(500).readonly().optional(),
    },
    personal: { fromJourney: id },
    about: 'learner and others',
  }),
  PersonalDataRestated: event({
    storedAs: 'personal-data-restated',
    meaning: 'Personal values were sealed anew under another key, before the old key is destroyed.',
    occurs: 'the day it was done',
    rank: 164,
    aboutEntries: true,
    data: {
      /** The entry whose values were left out, and so cannot be read any more. */
      without: id.optional(),
    },
    personal: {
      /** By event id: the personal values as they were. */
      values: z.record(z.string(), z.record(z.string(), z.unknown())),
    },
    about: 'learner and others',
  }),
  JourneyMergedInto: event({
    storedAs: 'journey-merged-into',
    meaning: 'The record was a duplicate: all of it stands on another record, and it is closed.',
    occurs: 'the day the records were put together',
    rank: 980,
    aboutEntries: true,
    data: {},
    personal: { target: id },
  }),
} as const satisfies Catalogue;

export type EntriesEvent = EventsOf<typeof entriesCatalogue>;
