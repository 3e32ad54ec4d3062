/** What a route may ask for, and what it opens. Every route declares one. */
export const PERMISSIONS = {
  'journeys:read': 'Read a learner’s record: state, timeline, history.',
  'journeys:record': 'Record what happened and what was decided on a journey.',
  'journeys:decide':
    'Decide on preferences, placements and plans; what costs, within the role’s limit.',
  'journeys:correct': 'Annul an entry and record what stands in its place.',
  'journeys:carry': 'Carry an entry to the journey it belongs to.',
  'journeys:merge': 'Merge a duplicate journey into the one that goes on.',
  'journeys:restrict': 'Restrict who may see a record; place and lift a legal hold.',
  'approvals:decide': 'Approve or decline up to the limit of the role.',
  'cases:assign': 'Give cases to officers, one or many.',
  'disposal:decide': 'Be one of the two who decide that a record is disposed of.',
  'providers:read': 'Read the register of providers, prices and statuses.',
  'providers:record': 'Record facts about providers: framework, status, prices, inspections.',
  'reports:read': 'Read tables and measures across journeys.',
  'cases:read': 'Read the cases behind a measure one by one, without names.',
  'measures:export': 'Take away the facts behind a measure, one row each: ids, no names.',
  'measures:publish': 'Publish a figure, and explain how it differs from what is known now.',
  'search:use': 'Look for a learner by name or identifier.',
  'audit:read': 'Replay raw history, verify it, and read who looked at what.',
  'feed:read': 'Read the events that are published, without direct identifiers.',
  'operations:manage': 'Import, rebuild, and see how the service runs; no record of a learner.',
} as const satisfies Readonly<Record<string, string>>;

export type Permission = keyof typeof PERMISSIONS;
