import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { code, id, localDate } from '#libs/lifecycle';
import { placementTypes } from '../placement-types.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const standings = ['active', 'monitored', 'embargo', 'suspended', 'removed'] as const;
export type Standing = (typeof standings)[number];
export const standingScopes = ['proprietor', 'school', 'site', 'type'] as const;
export const standingReasons = [
  ...['inspection', 'standardsNotMet', 'safeguarding', 'financial', 'contractBreach'],
  ...['section41Withdrawn', 'performance', 'overdueActions', 'resolved', 'other'],
] as const;

export const standingCatalogue = {
  Section41Recorded: event({
    storedAs: 'provider-section-41-recorded',
    meaning:
      'The Secretary of State approved the school under section 41 for this time; told again from the same day, it replaces what was told before.',
    occurs: 'the day the approval or its end was published or seen',
    rank: 200,
    data: {
      /** Absent where it is not known since when. */
      from: localDate.optional(),
      /** The last day of the approval; absent while it lasts. */
      to: localDate.optional(),
    },
  }),
  ProviderStatusChanged: event({
    storedAs: 'provider-status-changed',
    meaning: 'The authority decided how far it places learners there.',
    occurs: 'the day of the decision',
    rank: 210,
    data: {
      status: code(standings),
      scope: code(standingScopes),
      siteRef: id.optional(),
      placementType: code(placementTypes).optional(),
      reasonCode: code(standingReasons),
      effectiveFrom: localDate,
      reviewOn: localDate.optional(),
    },
  }),
} as const satisfies Catalogue;

export type StandingEvent = EventsOf<typeof standingCatalogue>;
