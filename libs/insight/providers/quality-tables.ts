import type { RowOf, TableDefinition } from '#libs/projections';
import { inspectionsOf, kpiReturnsOf, type Inspection, type KpiReturn } from '#libs/providers';
import { flag, interval, intervalColumns, orNull } from '../tables/columns.js';
import type { ProviderRows } from './provider-columns.js';

/** What an inspectorate said of each area, one row each. */
export const inspectionsTable = {
  name: 'inspections',
  columns: {
    inspection_id: 'text',
    scheme: 'text',
    area: 'text',
    value: 'text',
    ...intervalColumns('inspected'),
    published_on: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/** The returns that a school made of its own figures; `key` is `<first day>/<last day>`. */
export const kpiReturnsTable = {
  name: 'kpi_returns',
  columns: {
    from_day: 'text',
    to_day: 'text',
    due_on: 'text or null',
    ...intervalColumns('received'),
    complete: 'integer or null',
    learners: 'integer or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/** The figures in them; `return_key` is the key of the return. */
export const kpiValuesTable = {
  name: 'kpi_values',
  columns: {
    return_key: 'text',
    kpi: 'text',
    numerator: 'integer',
    denominator: 'integer',
  },
  indexes: [],
} as const satisfies TableDefinition;

const judgementRows = (inspection: Inspection) =>
  inspection.judgements.map(({ area, value }, at): RowOf<typeof inspectionsTable> => ({
    key: `${inspection.inspectionId}/${at}`,
    inspection_id: inspection.inspectionId,
    ...{ scheme: inspection.scheme, area, value },
    ...interval('inspected', inspection.on),
    published_on: orNull(inspection.publishedOn),
  }));

const keyOf = ({ from, to }: KpiReturn): string => `${from}/${to}`;

const returnRow = (told: KpiReturn): RowOf<typeof kpiReturnsTable> => ({
  key: keyOf(told),
  ...{ from_day: told.from, to_day: told.to, due_on: orNull(told.dueOn) },
  ...interval('received', told.receivedOn),
  complete: flag(told.complete),
  learners: orNull(told.learners),
});

const valueRows = (told: KpiReturn) =>
  told.values.map(({ kpi, numerator, denominator }, at): RowOf<typeof kpiValuesTable> => ({
    key: `${keyOf(told)}/${at}`,
    return_key: keyOf(told),
    ...{ kpi, numerator, denominator },
  }));

export const qualityOfProviders: ProviderRows = {
  tables: [inspectionsTable, kpiReturnsTable, kpiValuesTable],
  dependsOn: ({ state }) => [state.quality],
  rows: ({ state }) => ({
    inspections: inspectionsOf(state).flatMap(judgementRows),
    kpi_returns: kpiReturnsOf(state).map(returnRow),
    kpi_values: kpiReturnsOf(state).flatMap(valueRows),
  }),
};
