import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import type { JourneyEvent, JourneyState } from '#libs/lifecycle';
import type { RowSet, StreamSoFar } from '#libs/projections';

export const JOURNEYS = 'journey-';

export const journeyIdOf = (stream: string): string => stream.slice(JOURNEYS.length);
export const streamOf = (journeyId: string): string => `${JOURNEYS}${journeyId}`;

export type JourneySoFar = StreamSoFar<JourneyState, JourneyEvent>;
export type JourneyRows = RowSet<JourneyState, JourneyEvent>;

type Interval<N extends string> = `${N}_from` | `${N}_to` | `${N}_precision`;

/** The columns of a date that may be known in part only. */
export const intervalColumns = <const N extends string>(name: N) =>
  ({
    [`${name}_from`]: 'text or null',
    [`${name}_to`]: 'text or null',
    [`${name}_precision`]: 'text or null',
  }) as Record<Interval<N>, 'text or null'>;

type IntervalNames = Readonly<{ from: string; to: string; precision: string }>;

// Put together once: a name made anew for each row takes longer than the row.
const namesOf = new Map<string, IntervalNames>();

const intervalNames = (name: string): IntervalNames => {
  const known = namesOf.get(name);
  if (known) return known;
  const names = { from: `${name}_from`, to: `${name}_to`, precision: `${name}_precision` };
  namesOf.set(name, names);
  return names;
};

export const interval = <const N extends string>(name: N, on: OccurredOn | undefined) => {
  const { from, to, precision } = intervalNames(name);
  return {
    [from]: on?.from ?? null,
    [to]: on?.to ?? null,
    [precision]: on?.precision ?? null,
  } as Record<Interval<N>, string | null>;
};

export const flag = (value: boolean | undefined): number | null =>
  value === undefined ? null : Number(value);

/** The first of some dates, as text; null where there is none. */
export const earliest = (dates: readonly (LocalDate | undefined)[]): string | null =>
  dates.reduce<string | null>(
    (first, date) => (date !== undefined && (first === null || date < first) ? date : first),
    null,
  );

/** What is not known is null in a table. */
export const orNull = <T>(value: T | undefined): T | null => value ?? null;
