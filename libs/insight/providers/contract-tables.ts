import { pencePerYear } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { membershipsOf, upliftsOf, type Price, type Uplift } from '#libs/providers';
import { orNull } from '../tables/columns.js';
import { spansOf, STILL, type ProviderRows } from './provider-columns.js';

/** Each membership of a framework; `key` is its id. */
export const frameworksTable = {
  name: 'frameworks',
  columns: {
    framework: 'text',
    lot: 'text',
    from_day: 'text',
    to_day: 'text',
    left_because: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/** What a kind of placement costs, and on which days. Pence net of VAT; `lines` is JSON. */
export const pricesTable = {
  name: 'prices',
  columns: {
    placement_type: 'text',
    academic_year: 'integer',
    from_day: 'text',
    to_day: 'text',
    pence_per_year: 'integer',
    lines: 'text',
    vat: 'text',
    uplift_id: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/** Higher prices that were asked for, and what was decided; `key` is the uplift's id. */
export const upliftsTable = {
  name: 'uplifts',
  columns: {
    academic_year: 'integer',
    scope: 'text',
    placement_type: 'text or null',
    asked_from: 'text',
    asked_basis_points: 'integer',
    outcome: 'text or null',
    decided_from: 'text or null',
    decided_basis_points: 'integer or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

const priceRows = (placementType: string, told: readonly Price[]) =>
  spansOf(told).map(({ told: price, from_day, to_day }): RowOf<typeof pricesTable> => ({
    key: `${placementType}/${from_day}`,
    placement_type: placementType,
    academic_year: price.academicYear,
    ...{ from_day, to_day },
    pence_per_year: pencePerYear(price.lines),
    lines: JSON.stringify(price.lines),
    vat: price.vat,
    uplift_id: orNull(price.upliftId),
  }));

const upliftRow = ({ decided, ...asked }: Uplift): RowOf<typeof upliftsTable> => ({
  key: asked.upliftId,
  academic_year: asked.academicYear,
  scope: asked.scope,
  placement_type: orNull(asked.placementType),
  asked_from: asked.effectiveFrom,
  asked_basis_points: asked.basisPoints,
  outcome: orNull(decided?.outcome),
  decided_from: orNull(decided?.effectiveFrom),
  decided_basis_points: orNull(decided?.basisPoints),
});

export const contractsOfProviders: ProviderRows = {
  tables: [frameworksTable, pricesTable, upliftsTable],
  dependsOn: ({ state }) => [state.contract],
  rows: ({ state }) => ({
    frameworks: membershipsOf(state).map(({ membershipId, framework, lot, from, to, left }) => ({
      key: membershipId,
      ...{ framework, lot, from_day: from, to_day: to ?? STILL, left_because: orNull(left) },
    })),
    prices: [...Map.groupBy(state.contract.prices, (price) => price.placementType)].flatMap(
      ([placementType, told]) => priceRows(placementType, told),
    ),
    uplifts: upliftsOf(state).map(upliftRow),
  }),
};
