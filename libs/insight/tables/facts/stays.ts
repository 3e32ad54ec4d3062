import { onDay, type LocalDate, type OccurredOn } from '#libs/event-sourcing';
import {
  addDays,
  endingOf,
  pencePerYear,
  placementsOf,
  startOf,
  termsChangesOf,
  termsOn,
  type JourneyState,
  type Placement,
} from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, type JourneyRows } from '../columns.js';
import {
  learnerCells,
  learnerColumns,
  schoolCells,
  schoolColumns,
  tenths,
} from './fact-columns.js';

/**
 * Who was where on what terms: each placement that started, cut at every change of terms. `key` is
 * the placement's id and the number of the stretch.
 */
export const staysTable = {
  name: 'stays',
  columns: {
    placement_id: 'text',
    rank: 'text',
    route: 'text',
    weeks: 'integer',
    residential: 'integer',
    fee_pence: 'integer',
    distance_tenths: 'integer or null',
    ...intervalColumns('since'),
    /** The last day of it; all null while it goes on. */
    ...intervalColumns('until'),
    ...schoolColumns,
    ...learnerColumns,
  },
  indexes: [],
} as const satisfies TableDefinition;

type Stretch = Readonly<{ since: OccurredOn; until: OccurredOn | undefined; on: LocalDate }>;

/** From the first day to the last, cut on each day after the start on which other terms begin. */
const stretchesOf = (
  state: JourneyState,
  { placementId }: Placement,
  startedOn: OccurredOn,
): readonly Stretch[] => {
  const until = endingOf(state, placementId)?.endedOn;
  const changes = termsChangesOf(state, placementId)
    .map(({ effectiveFrom }) => effectiveFrom)
    .filter((day) => day > startedOn.to && (until === undefined || day <= until.from));
  const begins = [...new Set(changes)].toSorted();
  return [undefined, ...begins].map((from, at) => {
    const next = begins[at];
    return {
      since: from === undefined ? startedOn : onDay(from),
      until: next === undefined ? until : onDay(addDays(next, -1)),
      on: from ?? startedOn.to,
    };
  });
};

const stayRows = (state: JourneyState, placement: Placement): RowOf<typeof staysTable>[] => {
  const { placementId, school, rank } = placement;
  const start = startOf(state, placementId);
  if (!start) return [];
  return stretchesOf(state, placement, start.startedOn).map(({ since, until, on }, at) => {
    const terms = termsOn(state, placementId, on) ?? placement;
    return {
      key: `${placementId}/${at}`,
      placement_id: placementId,
      rank,
      route: terms.route,
      weeks: terms.weeksPerYear,
      residential: Number(terms.residential),
      fee_pence: pencePerYear(terms.lines),
      distance_tenths: tenths(placement.distanceMiles),
      ...interval('since', since),
      ...interval('until', until),
      ...schoolCells(school),
      ...learnerCells(state, since.from),
    };
  });
};

export const staysRows: JourneyRows = {
  tables: [staysTable],
  dependsOn: ({ state: { offers, starts, breakdowns, record } }) => [
    ...[offers.placements, starts.started, starts.changes, breakdowns.endings],
    ...[record.learner, record.addresses],
  ],
  rows: ({ state }) => ({ stays: placementsOf(state).flatMap((one) => stayRows(state, one)) }),
};
