import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { code, id, localDate, priceLine, vatTreatments } from '#libs/lifecycle';
import { z } from 'zod';
import { placementTypes } from '../placement-types.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

export const frameworkLots = ['lotA', 'lotB', 'dps'] as const;
export const leavingReasons = [
  ...['expired', 'moved', 'withdrew', 'removed', 'terminated', 'closed', 'other'],
] as const;
export const upliftScopes = ['all', 'type'] as const;
export const upliftOutcomes = ['agreed', 'partly', 'refused'] as const;

/** Calendar year in which the academic year begins. */
const academicYear = z.int().min(1990).max(2199);
/** Hundredths of a per cent: 5.25 % is 525. */
const basisPoints = z.int().min(0).max(100_000);

export const contractCatalogue = {
  FrameworkJoined: event({
    storedAs: 'provider-framework-joined',
    meaning: 'The provider was admitted to a framework.',
    occurs: 'the day of the award',
    rank: 300,
    data: {
      membershipId: id,
      framework: id,
      lot: code(frameworkLots),
      from: localDate,
      to: localDate.optional(),
    },
  }),
  FrameworkLeft: event({
    storedAs: 'provider-framework-left',
    meaning: 'The membership of a framework ends on another day than it was to.',
    occurs: 'the day of the decision or the notice',
    rank: 310,
    follows: [['membershipId', 'FrameworkJoined']],
    data: {
      membershipId: id,
      /** The last day of the membership. */
      to: localDate,
      reasonCode: code(leavingReasons),
    },
  }),
  PricesRecorded: event({
    storedAs: 'provider-prices-recorded',
    meaning: 'What a kind of placement costs from a day of an academic year.',
    occurs: 'the day the price was agreed or published',
    rank: 440,
    data: {
      academicYear,
      placementType: code(placementTypes),
      effectiveFrom: localDate,
      lines: z.array(priceLine).min(1).max(60).readonly(),
      vat: code(vatTreatments),
      upliftId: id.optional(),
    },
  }),
  UpliftRequested: event({
    storedAs: 'provider-uplift-requested',
    meaning: 'The provider asked for higher prices.',
    occurs: 'the day the provider asked',
    rank: 420,
    data: {
      upliftId: id,
      academicYear,
      scope: code(upliftScopes),
      placementType: code(placementTypes).optional(),
      effectiveFrom: localDate,
      basisPoints,
    },
  }),
  UpliftDecided: event({
    storedAs: 'provider-uplift-decided',
    meaning: 'The authority decided on higher prices that were asked for.',
    occurs: 'the day of the decision',
    rank: 430,
    follows: [['upliftId', 'UpliftRequested']],
    data: {
      upliftId: id,
      outcome: code(upliftOutcomes),
      effectiveFrom: localDate,
      basisPoints,
    },
  }),
} as const satisfies Catalogue;

export type ContractEvent = EventsOf<typeof contractCatalogue>;
