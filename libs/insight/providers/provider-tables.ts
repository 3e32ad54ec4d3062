import type { HistoryProjection, Versioned } from '#libs/projections';
import { providerRules, type ProviderEvent, type ProviderState } from '#libs/providers';
import {
  contractsOfProviders,
  type frameworksTable,
  type pricesTable,
  type upliftsTable,
} from './contract-tables.js';
import { PROVIDERS } from './provider-columns.js';
import {
  provisionOfProviders,
  type capabilitiesTable,
  type termDatesTable,
} from './provision-tables.js';
import {
  qualityOfProviders,
  type inspectionsTable,
  type kpiReturnsTable,
  type kpiValuesTable,
} from './quality-tables.js';
import {
  registerOfProviders,
  type providersTable,
  type successionsTable,
} from './register-tables.js';
import {
  standingOfProviders,
  type providerStatusesTable,
  type section41Table,
} from './standing-tables.js';

/**
 * All tables with history that follow from what was recorded of providers. They stand in a file of
 * their own: a question about journeys asks for them beside it, never in a join.
 */
export const providerTables: HistoryProjection<ProviderState, ProviderEvent> = {
  kind: 'history',
  name: 'providers',
  version: 1,
  prefix: PROVIDERS,
  rules: providerRules,
  sets: [
    registerOfProviders,
    standingOfProviders,
    contractsOfProviders,
    provisionOfProviders,
    qualityOfProviders,
  ],
};

export type ProviderTables = {
  providers: Versioned<typeof providersTable>;
  successions: Versioned<typeof successionsTable>;
  provider_statuses: Versioned<typeof providerStatusesTable>;
  section41: Versioned<typeof section41Table>;
  frameworks: Versioned<typeof frameworksTable>;
  prices: Versioned<typeof pricesTable>;
  uplifts: Versioned<typeof upliftsTable>;
  capabilities: Versioned<typeof capabilitiesTable>;
  term_dates: Versioned<typeof termDatesTable>;
  inspections: Versioned<typeof inspectionsTable>;
  kpi_returns: Versioned<typeof kpiReturnsTable>;
  kpi_values: Versioned<typeof kpiValuesTable>;
};
