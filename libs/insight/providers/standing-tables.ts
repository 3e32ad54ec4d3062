import type { TableDefinition } from '#libs/projections';
import { section41PeriodsOf, type StatusTold } from '#libs/providers';
import { orNull } from '../tables/columns.js';
import { NO_BEGINNING, spansOf, STILL, type ProviderRows } from './provider-columns.js';

/** How far the authority places learners there, for each scope by itself, and on which days. */
export const providerStatusesTable = {
  name: 'provider_statuses',
  columns: {
    from_day: 'text',
    to_day: 'text',
    status: 'text',
    scope: 'text',
    site_ref: 'text or null',
    placement_type: 'text or null',
    reason: 'text',
    review_on: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/** The times of approval under section 41. */
export const section41Table = {
  name: 'section41',
  columns: { from_day: 'text', to_day: 'text' },
  indexes: [],
} as const satisfies TableDefinition;

const scopeOf = ({ scope, siteRef, placementType }: StatusTold): string =>
  `${scope}/${siteRef ?? ''}/${placementType ?? ''}`;

const statusRows = (scope: string, told: readonly StatusTold[]) =>
  spansOf(told).map(({ told: { status, ...about }, from_day, to_day }) => ({
    key: `${scope}/${from_day}`,
    ...{ from_day, to_day, status },
    scope: about.scope,
    site_ref: orNull(about.siteRef),
    placement_type: orNull(about.placementType),
    reason: about.reasonCode,
    review_on: orNull(about.reviewOn),
  }));

export const standingOfProviders: ProviderRows = {
  tables: [providerStatusesTable, section41Table],
  dependsOn: ({ state }) => [state.standing],
  rows: ({ state }) => ({
    provider_statuses: [...Map.groupBy(state.standing.statuses, scopeOf)].flatMap(([scope, told]) =>
      statusRows(scope, told),
    ),
    section41: section41PeriodsOf(state).map(({ from = NO_BEGINNING, to = STILL }) => ({
      key: from,
      ...{ from_day: from, to_day: to },
    })),
  }),
};
