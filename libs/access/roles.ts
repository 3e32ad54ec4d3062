import type { Permission } from './permissions.js';

type RoleDefinition = Readonly<{ meaning: string; permissions: readonly Permission[] }>;

const FINDING = ['journeys:read', 'search:use', 'providers:read', 'reports:read'] as const;
const CASEWORK = [
  ...FINDING,
  ...(['journeys:record', 'journeys:decide', 'journeys:correct'] as const),
] as const;
const TEAM = [
  ...CASEWORK,
  'cases:read',
  ...(['approvals:decide', 'cases:assign'] as const),
  ...(['journeys:carry', 'journeys:merge', 'journeys:restrict'] as const),
] as const;

const FIGURES = ['measures:export', 'measures:publish'] as const;

/**
 * Who does what in an authority's SEND service. Who proposes may not approve: that is a rule about
 * one decision, and the decision makes it. Partners, providers and families have no role yet.
 */
export const ROLES = {
  caseworker: {
    meaning: 'SEN caseworker or EHC coordinator: holds a caseload and records on it.',
    permissions: CASEWORK,
  },
  'team-manager': {
    meaning: 'SEN manager: assigns work, puts records in order, approves up to a first limit.',
    permissions: TEAM,
  },
  'service-manager': {
    meaning: 'Approves up to a second limit; one of the two who decide on disposal.',
    permissions: [...TEAM, 'disposal:decide', ...FIGURES],
  },
  'head-of-send': {
    meaning: 'Head of SEND or assistant director: approves up to a third limit, concedes appeals.',
    permissions: [...TEAM, 'disposal:decide', ...FIGURES],
  },
  director: {
    meaning: 'Approves what is above every limit, on the advice of a panel.',
    permissions: [...FINDING, 'approvals:decide'],
  },
  'panel-clerk': {
    meaning: 'Takes the minutes of a panel and records its advice on behalf of the chair.',
    permissions: [...FINDING, 'journeys:record'],
  },
  commissioner: {
    meaning: 'Commissioning or quality officer: framework, status of providers, prices, visits.',
    permissions: [
      ...(['journeys:read', 'reports:read', 'cases:read'] as const),
      ...(['providers:read', 'providers:record'] as const),
      ...FIGURES,
    ],
  },
  finance: {
    meaning: 'Orders, matches invoices, posts uplifts; creates no provider and approves nothing.',
    permissions: FINDING,
  },
  auditor: {
    meaning: 'Replays history, verifies it, exports it; writes nothing.',
    permissions: [...FINDING, 'cases:read', 'audit:read'],
  },
  'data-protection': {
    meaning: 'Data protection or subject access officer: reads across cases, decides on disposal.',
    permissions: [...FINDING, 'audit:read', 'journeys:restrict', 'disposal:decide'],
  },
  integration: {
    meaning: 'Another system: posts facts under a name of its own and reads what is published.',
    permissions: [
      ...(['journeys:record', 'journeys:decide'] as const),
      ...(['providers:read', 'providers:record', 'feed:read'] as const),
    ],
  },
  administrator: {
    meaning: 'Runs the service: users, imports, rebuilds; sees no learner’s record.',
    permissions: ['operations:manage'],
  },
} as const satisfies Readonly<Record<string, RoleDefinition>>;

export type Role = keyof typeof ROLES;

export const isRole = (text: string): text is Role => Object.hasOwn(ROLES, text);

export const permissionsOf = (role: Role): ReadonlySet<Permission> =>
  new Set<Permission>(ROLES[role].permissions);
