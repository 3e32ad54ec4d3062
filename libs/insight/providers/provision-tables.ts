import type { RowOf, TableDefinition } from '#libs/projections';
import type { Capability, TermDates } from '#libs/providers';
import { orNull } from '../tables/columns.js';
import { codesIn, spansOf, type ProviderRows } from './provider-columns.js';

/** Whom the school can take, and on which days. Several codes in a cell read `|ASD|SEMH|`. */
export const capabilitiesTable = {
  name: 'capabilities',
  columns: {
    from_day: 'text',
    to_day: 'text',
    needs: 'text',
    age_from: 'integer',
    age_to: 'integer',
    gender: 'text',
    placement_types: 'text',
    places_offered: 'integer or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/**
 * The terms of each academic year, one row each. `closed_days` are the days of the term on which no
 * learner attends, in order: `2025-10-02,2025-11-28`.
 */
export const termDatesTable = {
  name: 'term_dates',
  columns: {
    academic_year: 'integer',
    term: 'text',
    first_day: 'text',
    last_day: 'text',
    half_term_from: 'text or null',
    half_term_to: 'text or null',
    closed_days: 'text',
  },
  indexes: [],
} as const satisfies TableDefinition;

const termRows = ({ academicYear, terms, closedDays }: TermDates) =>
  terms.map(({ term, firstDay, lastDay, ...half }, at): RowOf<typeof termDatesTable> => {
    const within = closedDays.filter((day) => firstDay <= day && day <= lastDay);
    return {
      key: `${academicYear}/${at}`,
      academic_year: academicYear,
      ...{ term, first_day: firstDay, last_day: lastDay },
      half_term_from: orNull(half.halfTermFrom),
      half_term_to: orNull(half.halfTermTo),
      closed_days: [...new Set(within)].sort().join(','),
    };
  });

const capabilityRows = (told: readonly Capability[]) =>
  spansOf(told).map(({ told: can, from_day, to_day }): RowOf<typeof capabilitiesTable> => ({
    key: from_day,
    ...{ from_day, to_day },
    needs: codesIn(can.needs),
    age_from: can.ageFrom,
    age_to: can.ageTo,
    gender: can.gender,
    placement_types: codesIn(can.placementTypes),
    places_offered: orNull(can.placesOffered),
  }));

export const provisionOfProviders: ProviderRows = {
  tables: [capabilitiesTable, termDatesTable],
  dependsOn: ({ state }) => [state.provision],
  rows: ({ state: { provision } }) => ({
    capabilities: capabilityRows(provision.capabilities),
    term_dates: Object.values(provision.termDates).flatMap(termRows),
  }),
};
