import type { RowOf, TableDefinition } from '#libs/projections';
import { isCessation, planSpellsOf, withoutProvision } from '../stability/episodes/index.js';
import { spellsDependOn } from './episodes.js';
import { orNull, type JourneyRows } from './columns.js';

/**
 * Times within a plan spell in which no place was open to the learner and no interim provision ran;
 * `key` is the first day. `because`: the placement ended, was withheld, or it was a suspension.
 */
export const withoutProvisionTable = {
  name: 'without_provision',
  columns: {
    spell: 'integer',
    from_day: 'text',
    /** The last day; null while it goes on. */
    to_day: 'text or null',
    because: 'text',
    placement: 'text',
    provider_id: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

export type WithoutProvisionRow = RowOf<typeof withoutProvisionTable>;

export const withoutProvisionRows: JourneyRows = {
  tables: [withoutProvisionTable],
  notes: isCessation,
  dependsOn: ({ noted, state }) => [
    ...[noted, ...spellsDependOn(state), state.offers.placements, state.breakdowns.endings],
    ...[state.breakdowns.withholdings, state.breakdowns.suspensions, state.breakdowns.interims],
  ],
  rows: ({ noted, state }) => ({
    without_provision: withoutProvision(state, planSpellsOf(state, noted)).map(
      ({ spell, from, to, because, placementId }): WithoutProvisionRow => ({
        key: from,
        spell,
        from_day: from,
        to_day: orNull(to),
        because,
        placement: placementId,
        provider_id: orNull(state.offers.placements[placementId]?.school.providerId),
      }),
    ),
  }),
};
