import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { z } from 'zod';
import { contractRoutes } from '../offers/offers.events.js';
import {
  code,
  flag,
  id,
  localDate,
  pence,
  priceLine,
  text,
  vatTreatments,
} from '../shared-kernel/index.js';
import {
  agreementParties,
  attendancePatterns,
  contributors,
  didNotStartReasons,
  rescheduleCauses,
  rescheduleReasons,
  termsReasons,
} from './starts.codes.js';

export * from './starts.codes.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

const followsAgreed = ['placementId', 'PlacementAgreed'] as const;

/** Who bears how much of the price, in pence a year. */
const contribution = z.strictObject({ party: code(contributors), pence });

export const startsCatalogue = {
  AgreementIssued: event({
    storedAs: 'agreement-issued',
    meaning: 'The individual placement agreement (order form) went out to be signed.',
    occurs: 'the day it was sent',
    rank: 500,
    follows: [followsAgreed],
    data: {
      agreementId: id,
      placementId: id,
      /** The number on the paper. */
      reference: id.optional(),
    },
  }),
  AgreementSigned: event({
    storedAs: 'agreement-signed',
    meaning: 'One party, or both, signed the individual placement agreement.',
    occurs: 'the day it was signed',
    rank: 505,
    follows: [followsAgreed, ['agreementId', 'AgreementIssued']],
    data: {
      agreementId: id,
      placementId: id,
      by: z.array(code(agreementParties)).min(1).max(2).readonly(),
    },
  }),
  StartPlanned: event({
    storedAs: 'start-planned',
    meaning: 'The first day was fixed.',
    occurs: 'the day it was fixed',
    rank: 520,
    follows: [followsAgreed],
    data: { placementId: id, startOn: localDate },
    personal: { arrangements: text().optional() },
  }),
  StartRescheduled: event({
    storedAs: 'start-rescheduled',
    meaning: 'The first day was moved.',
    occurs: 'the day it was moved',
    rank: 525,
    follows: [followsAgreed],
    data: {
      placementId: id,
      /** Absent where no first day was known before. */
      from: localDate.optional(),
      to: localDate,
      reasonCode: code(rescheduleReasons),
      causedBy: code(rescheduleCauses),
    },
    personal: { explanation: text().optional() },
  }),
  PlacementStarted: event({
    storedAs: 'placement-started',
    meaning: 'The learner attended for the first time.',
    occurs: 'the first day attended',
    rank: 540,
    follows: [followsAgreed],
    data: {
      placementId: id,
      /** Absent: from the first day attended. */
      fundedFrom: localDate.optional(),
      /** One of the school’s sites, by its id in the register. */
      siteId: id.optional(),
      pattern: code(attendancePatterns),
      daysPerWeekTenths: z.int().min(0).max(70).optional(),
      nightsPerWeek: z.int().min(0).max(7).optional(),
    },
    personal: { note: text().optional() },
  }),
  DidNotStart: event({
    storedAs: 'did-not-start',
    meaning: 'The learner was expected and never came: the placement never starts.',
    occurs: 'the day it became clear',
    rank: 545,
    follows: [followsAgreed],
    data: { placementId: id, reasonCode: code(didNotStartReasons) },
    personal: { explanation: text().optional() },
  }),
  TermsChanged: event({
    storedAs: 'terms-changed',
    meaning: 'The terms of a placement changed; it goes on, and they stand in full as said here.',
    occurs: 'the day the authority decided',
    rank: 560,
    follows: [followsAgreed, ['approvalId', 'Approved']],
    data: {
      changeId: id,
      placementId: id,
      /** From this day on, until the day from which another change applies. */
      effectiveFrom: localDate,
      reasonCode: code(termsReasons),
      lines: z.array(priceLine).max(60).readonly(),
      /** Absent: as before. */
      vat: code(vatTreatments).optional(),
      weeksPerYear: z.int().min(0).max(53),
      residential: flag,
      route: code(contractRoutes).optional(),
      siteId: id.optional(),
      contributions: z.array(contribution).max(20).readonly(),
      approvalId: id.optional(),
      /** The provider’s uplift that this applies to one placement. */
      upliftId: id.optional(),
    },
    personal: { explanation: text().optional() },
  }),
} as const satisfies Catalogue;

export type StartsEvent = EventsOf<typeof startsCatalogue>;
