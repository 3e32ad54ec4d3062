import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import {
  daysBetween,
  homeOf,
  learnerOf,
  type JourneyState,
  type Placement,
  type SchoolSnapshot,
  placementsOf,
  startOf,
  endingOf,
} from '#libs/lifecycle';
import { flag, orNull } from '../columns.js';

/** Whom a fact is about, as far as facts are split by it. */
export const learnerColumns = {
  need: 'text or null',
  cohort: 'integer or null',
  district: 'text or null',
} as const;

/** Need and cohort as they stand; the district of the home on the day of the fact. */
export const learnerCells = (state: JourneyState, on: LocalDate | undefined) => {
  const learner = learnerOf(state);
  return {
    need: orNull(learner?.primaryNeed),
    cohort: orNull(learner?.cohort),
    district: orNull(homeOf(state, on)?.district),
  };
};

/** The school as it was relied on. */
export const schoolColumns = {
  provider_id: 'text or null',
  urn: 'text or null',
  school: 'text',
  category: 'text',
  section41: 'integer or null',
  in_area: 'integer or null',
} as const;

export const schoolCells = (school: SchoolSnapshot) => ({
  provider_id: orNull(school.providerId),
  urn: orNull(school.urn),
  school: school.name,
  category: school.category,
  section41: flag(school.section41),
  in_area: flag(school.inArea),
});

/** Tenths of a mile, for a cell holds whole numbers. */
export const tenths = (miles: number | undefined): number | null =>
  miles === undefined ? null : Math.round(miles * 10);

/** Whole days from one to the other; null where either is not known to the day. */
export const daysFrom = (
  first: OccurredOn | undefined,
  last: OccurredOn | undefined,
): number | null =>
  first?.precision === 'day' && last?.precision === 'day'
    ? daysBetween(first.from, last.from)
    : null;

/** The one that came first; of those that began on one day, the one told first. */
export const firstOf = (dates: readonly (OccurredOn | undefined)[]): OccurredOn | undefined =>
  dates.reduce(
    (first, date) => (date && (!first || date.from < first.from) ? date : first),
    undefined,
  );

/** What the learner has that has started and not ended on a day; vague dates count from their first. */
const isHeldOn = (state: JourneyState, { placementId }: Placement, on: LocalDate): boolean => {
  const [start, ending] = [startOf(state, placementId), endingOf(state, placementId)];
  return (
    start !== undefined &&
    start.startedOn.from <= on &&
    (ending === undefined || ending.endedOn.from >= on)
  );
};

/** The main placement held on a day; of two, the one that started last. */
export const mainPlacementOn = (state: JourneyState, on: LocalDate): Placement | undefined =>
  placementsOf(state)
    .filter((one) => one.rank === 'main' && isHeldOn(state, one, on))
    .reduce<Placement | undefined>(
      (last, one) => (last && startDay(state, last) > startDay(state, one) ? last : one),
      undefined,
    );

const startDay = (state: JourneyState, { placementId }: Placement): string =>
  startOf(state, placementId)?.startedOn.from ?? '';
