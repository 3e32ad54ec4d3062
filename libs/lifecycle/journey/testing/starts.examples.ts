import type { LocalDate } from '#libs/event-sourcing';
import type { GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyEvent } from '../journey-events.js';
import { oakfield } from './requests.examples.js';

// How a placement at Oakfield School came about: agreed and signed in October 2025, first day
// 3 November.

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;

export const placementId = 'placement-1';
export const agreementId = 'agreement-1';
export const changeId = 'terms-1';

/** For £64,000 a year, by day, 38 weeks. */
export const agreedAtOakfield: Given<'PlacementAgreed'> = {
  type: 'PlacementAgreed',
  occurredOn: '2025-10-06',
  data: {
    placementId,
    basis: 'dutyToAdmit',
    route: 'lotA',
    rank: 'main',
    school: oakfield,
    learner: {},
    lines: [{ code: 'tuition', unit: 'year', ratePence: 64_000_00, quantityThousandths: 1000 }],
    vat: 'exempt',
    weeksPerYear: 38,
    residential: false,
    expectedStartOn: '2025-10-27' as LocalDate,
  },
};

export const issued: Given<'AgreementIssued'> = {
  type: 'AgreementIssued',
  occurredOn: '2025-10-13',
  data: { agreementId, placementId, reference: 'IPA-1' },
};

export const signed: Given<'AgreementSigned'> = {
  type: 'AgreementSigned',
  occurredOn: '2025-10-16',
  data: { agreementId, placementId, by: ['authority', 'provider'] },
};

export const startPlanned: Given<'StartPlanned'> = {
  type: 'StartPlanned',
  occurredOn: '2025-10-17',
  data: { placementId, startOn: '2025-11-03' as LocalDate },
};

export const started: Given<'PlacementStarted'> = {
  type: 'PlacementStarted',
  occurredOn: '2025-11-03',
  data: { placementId, pattern: 'fullTime' },
};

export const notStarted: Given<'DidNotStart'> = {
  type: 'DidNotStart',
  occurredOn: '2025-11-10',
  data: { placementId, reasonCode: 'familyRefused' },
};

/** From 38 weeks by day to 52 weeks with boarding: the same placement goes on. */
export const termsChanged: Given<'TermsChanged'> = {
  type: 'TermsChanged',
  occurredOn: '2026-02-02',
  data: {
    changeId,
    placementId,
    effectiveFrom: '2026-01-05' as LocalDate,
    reasonCode: 'residential',
    lines: [
      { code: 'residential', unit: 'year', ratePence: 180_000_00, quantityThousandths: 1000 },
    ],
    weeksPerYear: 52,
    residential: true,
    contributions: [{ party: 'socialCare', pence: 60_000_00 }],
  },
};
