import type { Actor, DecisionTaken, LocalDate } from '#libs/event-sourcing';
import type { GivenEvent } from '#libs/event-sourcing/testing';
import type { JourneyContext } from '../../shared-kernel/index.js';
import type { JourneyCommand } from '../journey.decider.js';
import type { JourneyEvent } from '../journey-events.js';
import { exampleSchools } from './requests.examples.js';

// A learner of year 6, registered on 1 September 2025, and what may be said of the case.

type Given<T extends JourneyEvent['type']> = Extract<GivenEvent<JourneyEvent>, { type: T }>;
type Sent<T extends JourneyCommand['type']> = Extract<JourneyCommand, { type: T }>['data'];

const day = (text: string) => text as LocalDate;

export const approvalId = 'approval-1';
export const contactId = 'contact-1';
export const planId = 'plan-1';

export const caseworker: Actor = { id: 'staff-1', role: 'caseworker', team: 'team-1' };
export const manager: Actor = { id: 'staff-2', role: 'manager', team: 'team-1' };
export const director: Actor = { id: 'staff-3', role: 'director' };

const LIMITS: Readonly<Record<string, number>> = {
  manager: 60_000_00,
  director: 250_000_00,
};

/** What a decision may rely on: no role but these has a limit of its own. */
export const context: JourneyContext = {
  journeyId: 'journey-1',
  actor: caseworker,
  today: day('2027-08-31'),
  newId: (kind, index = 0) => `${kind}-${index + 1}`,
  schools: exampleSchools,
  distanceMiles: { 'school-oakfield': 12.4, 'school-harbour': 38, 'school-meadow': 6.2 },
  approvalLimitPence: (role) => LIMITS[role] ?? 0,
};

export const registerLearner: Sent<'RegisterLearner'> = {
  name: { given: 'Robin', family: 'Example' },
  dateOfBirth: day('2015-03-14'),
  upn: 'E886200026001',
  sex: 'female',
  address: { lines: ['1 Sample Road', 'Maidstone'], postcode: 'ME14 1XQ' },
  district: 'E07000110',
  primaryNeed: 'ASD',
  furtherNeeds: ['SLCN'],
  responsibleAuthority: '886',
};

/** Every journey begins with it. */
export const registered: Given<'LearnerRegistered'> = {
  type: 'LearnerRegistered',
  occurredOn: '2025-09-01',
  data: {
    name: { given: 'Robin', family: 'Example' },
    dateOfBirth: day('2015-03-14'),
    upn: 'E886200026001',
    sex: 'female',
    address: { lines: ['1 Sample Road', 'Maidstone'], postcode: 'ME14 1XQ' },
    district: 'E07000110',
    primaryNeed: 'ASD',
    furtherNeeds: ['SLCN'],
    cohort: 2019,
    responsibleAuthority: '886',
  },
};

export const contactRecorded: Given<'ContactRecorded'> = {
  type: 'ContactRecorded',
  occurredOn: '2025-09-01',
  data: {
    contactId,
    relation: 'mother',
    parentalResponsibility: true,
    withholdFrom: [],
    name: { given: 'Alex', family: 'Example' },
  },
};

export const planRecorded: Given<'PlanRecorded'> = {
  type: 'PlanRecorded',
  occurredOn: '2025-09-02',
  data: { planId, planMadeOn: day('2024-11-12'), lastReviewedOn: day('2024-11-12') },
};

/** To the caseworker of these examples. */
export const assigned: Given<'CaseAssigned'> = {
  type: 'CaseAssigned',
  occurredOn: '2025-09-01',
  data: { officer: 'staff-1', team: 'team-1', reasonCode: 'new' },
};

/** Asked for by the caseworker: a placement of up to £64,000 a year. */
export const approvalSought: Given<'ApprovalSought'> = {
  type: 'ApprovalSought',
  occurredOn: '2025-10-01',
  data: { approvalId, for: { kind: 'placement', id: 'offer-1' }, pencePerYear: 64_000_00 },
};

/** Given by the director for decisions until the end of the school year. */
export const approved: Given<'Approved'> = {
  type: 'Approved',
  occurredOn: '2025-10-02',
  actor: director,
  data: {
    approvalId,
    ceilingPence: 64_000_00,
    from: day('2025-10-01'),
    to: day('2026-08-31'),
  },
};

/** The decision of another officer, recorded on their behalf. */
export const decidedBy = (
  { id, role }: Actor,
  more: Partial<DecisionTaken> = {},
): DecisionTaken => ({ by: id, role, on: day('2025-10-02'), ...more });
