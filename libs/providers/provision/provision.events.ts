import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { code, count, localDate } from '#libs/lifecycle';
import { z } from 'zod';
import { genders } from '../identity/identity.events.js';
import { placementTypes } from '../placement-types.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

/** The types of need of the SEN2 return of 2025. */
export const providerNeeds = [
  ...['SPLD', 'MLD', 'SLD', 'PMLD', 'SEMH', 'SLCN', 'HI', 'VI', 'MSI', 'PD', 'ASD', 'DS', 'OTH'],
] as const;
export const termNames = ['autumn', 'spring', 'summer'] as const;

const age = z.int().min(0).max(30);

const term = z.strictObject({
  term: code(termNames),
  firstDay: localDate,
  lastDay: localDate,
  halfTermFrom: localDate.optional(),
  halfTermTo: localDate.optional(),
});

export const provisionCatalogue = {
  CapabilityRecorded: event({
    storedAs: 'provider-capability-recorded',
    meaning: 'Whom the school can take from a day on.',
    occurs: 'the day the school said so',
    rank: 400,
    data: {
      effectiveFrom: localDate,
      needs: z.array(code(providerNeeds)).max(13).readonly(),
      ageFrom: age,
      ageTo: age,
      gender: code(genders),
      placementTypes: z.array(code(placementTypes)).max(6).readonly(),
      placesOffered: count.optional(),
    },
  }),
  TermDatesRecorded: event({
    storedAs: 'provider-term-dates-recorded',
    meaning: 'The term dates of an academic year; told again, they replace those told before.',
    occurs: 'the day the school published them',
    rank: 410,
    data: {
      /** Calendar year in which the academic year begins. */
      academicYear: z.int().min(1990).max(2199),
      terms: z.array(term).min(1).max(3).readonly(),
      /** Days within a term on which no learner attends. */
      closedDays: z.array(localDate).max(60).readonly(),
    },
  }),
} as const satisfies Catalogue;

export type ProvisionEvent = EventsOf<typeof provisionCatalogue>;
export type Term = Readonly<z.infer<typeof term>>;
