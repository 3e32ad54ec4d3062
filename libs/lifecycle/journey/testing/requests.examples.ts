import type { LocalDate } from '#libs/event-sourcing';
import type { GivenEvent, Wish } from '#libs/event-sourcing/testing';
import type { SchoolSnapshot } from '../../shared-kernel/index.js';
import type { JourneyCommand } from '../journey.decider.js';
import type { JourneyEvent } from '../journey-events.js';

// A request raised on 8 September 2025, and what came of it in the fortnight after.

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;
/** A command of one type, as `when` takes it. */
export type WishOf<T extends JourneyCommand['type']> = Extract<Wish<JourneyCommand>, { type: T }>;
type Sent<T extends JourneyCommand['type']> = Extract<JourneyCommand, { type: T }>['data'];

const asOf = '2025-09-08' as LocalDate;

/** An independent special school approved under section 41: it must admit when named. */
export const oakfield: SchoolSnapshot = {
  ...{ providerId: 'school-oakfield', urn: '118001', name: 'Oakfield School', asOf },
  ...{ category: 'independentSection41', section41: true, residential: false, inArea: true },
  ...{ status: 'active', lot: 'lotA' },
};

/** An independent special school without that approval: no duty to admit, and no s.38 request. */
export const harbour: SchoolSnapshot = {
  ...{ providerId: 'school-harbour', urn: '118002', name: 'Harbour House', asOf },
  ...{ category: 'independent', section41: false, residential: true, inArea: false },
  ...{ status: 'active', lot: 'none' },
};

/** A non-maintained special school. */
export const meadow: SchoolSnapshot = {
  ...{ providerId: 'school-meadow', urn: '118003', name: 'Meadow School', asOf },
  ...{ category: 'nonMaintainedSpecial', residential: false, inArea: true },
  ...{ status: 'active', lot: 'lotB' },
};

/** For `context.schools`. */
export const exampleSchools: Readonly<Record<string, SchoolSnapshot>> = {
  'school-oakfield': oakfield,
  'school-harbour': harbour,
  'school-meadow': meadow,
};

export const requestId = 'request-1';
export const consultationId = 'consultation-1';
export const preferenceId = 'preference-1';
export const referralId = 'referral-1';

export const requestPlacement: Sent<'RequestPlacement'> = {
  reasonCode: 'review',
  settingTypes: ['independentOrNonMaintained'],
  boarding: 'day',
  startBy: '2026-01-05' as LocalDate,
  weeksPerYear: 38,
  provision: 'Speech and language therapy twice a week',
};

export const requested: Given<'PlacementRequested'> = {
  type: 'PlacementRequested',
  occurredOn: '2025-09-08',
  data: { requestId, learner: {}, ...requestPlacement },
};

export const requestWithdrawn: Given<'PlacementRequestWithdrawn'> = {
  type: 'PlacementRequestWithdrawn',
  occurredOn: '2025-09-22',
  data: { requestId, reasonCode: 'placementContinues' },
};

export const expressed: Given<'PreferenceExpressed'> = {
  type: 'PreferenceExpressed',
  occurredOn: '2025-09-09',
  data: { preferenceId, requestId, by: 'parent', basis: 's38', school: oakfield },
};

export const referred: Given<'PanelReferred'> = {
  type: 'PanelReferred',
  occurredOn: '2025-09-10',
  data: { referralId, requestId, panel: 'setting', meetingOn: '2025-09-12' as LocalDate },
};

export const advised: Given<'PanelAdvised'> = {
  type: 'PanelAdvised',
  occurredOn: '2025-09-12',
  data: { referralId, recommendation: 'agree', settingType: 'independentOrNonMaintained' },
};

export const consulted: Given<'ConsultationSent'> = {
  type: 'ConsultationSent',
  occurredOn: '2025-09-15',
  data: { consultationId, requestId, school: oakfield, papers: ['draftPlan', 'appendices'] },
};

export const answered: Given<'ConsultationAnswered'> = {
  type: 'ConsultationAnswered',
  occurredOn: '2025-09-19',
  data: { consultationId, outcome: 'canMeet', grounds: [] },
};
