import type { LocalDate } from '#libs/event-sourcing';
import {
  endingOf,
  placementsOf,
  startOf,
  type JourneyState,
  type Placement,
} from '#libs/lifecycle';
import type { AttendanceRow, HalfTerm } from './attendance-row.js';

/**
 * The days that a half-term can have at some school in England: they overlap, for holidays are not the
 * same everywhere.
 */
const DAYS: Readonly<Record<HalfTerm, readonly [year: number, from: string, to: string]>> = {
  autumn1: [0, '08-25', '10-31'],
  autumn2: [0, '10-20', '12-31'],
  spring1: [1, '01-01', '02-28'],
  spring2: [1, '02-10', '04-20'],
  summer1: [1, '04-01', '06-05'],
  summer2: [1, '05-20', '08-31'],
};

const daysOf = ({ schoolYear, halfTerm }: AttendanceRow) => {
  const [year, from, to] = DAYS[halfTerm];
  const on = (monthAndDay: string) => `${schoolYear + year}-${monthAndDay}` as LocalDate;
  return { from: on(from), to: on(to) };
};

/** The placements at the school of the row with a day in its half-term. */
export const placementsIn = (journey: JourneyState, row: AttendanceRow): readonly Placement[] => {
  const { from, to } = daysOf(row);
  return placementsOf(journey).filter(({ placementId, school }) => {
    const start = startOf(journey, placementId);
    const ending = endingOf(journey, placementId);
    return (
      school.urn === row.urn &&
      start !== undefined &&
      start.startedOn.from <= to &&
      (ending === undefined || ending.placeEndedOn >= from)
    );
  });
};
