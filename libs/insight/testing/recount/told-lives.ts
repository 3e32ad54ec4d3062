import type { OccurredOn, Recorded } from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';

// A second way to the same numbers: events read one by one, in plain loops, without the fold, the
// tables or the engine. What it has in common with them is the events.

export type Told = Recorded<JourneyEvent>;
type Of<T extends JourneyEvent['type']> = Extract<Told, { type: T }>;

/** What stands of one learner's events, in the order in which it took effect. */
export type ToldLife = Readonly<{
  all: readonly Told[];
  of: <T extends JourneyEvent['type']>(type: T) => readonly Of<T>[];
}>;

const rank = ({ type }: Told): number => journeyCatalogue[type].rank;

const standing = (events: readonly Told[]): readonly Told[] => {
  const gone = new Set(
    events.flatMap((event) => (event.type === 'EntryAnnulled' ? [event.data.entry] : [])),
  );
  return events
    .filter(({ entryId }) => !gone.has(entryId))
    .toSorted((a, b) => {
      if (a.occurredOn.from !== b.occurredOn.from)
        return a.occurredOn.from < b.occurredOn.from ? -1 : 1;
      return rank(a) - rank(b) || a.revision - b.revision;
    });
};

export const toldLife = (events: readonly Told[]): ToldLife => {
  const all = standing(events);
  return {
    all,
    of: <T extends JourneyEvent['type']>(type: T) =>
      all.filter((event): event is Of<T> => event.type === type),
  };
};

/** One placement, as its events tell it. */
export type ToldPlacement = Readonly<{
  id: string;
  agreed: Of<'PlacementAgreed'>;
  startedOn: OccurredOn | undefined;
  endedOn: OccurredOn | undefined;
  ended: Of<'PlacementEnded'> | undefined;
  reason: string | undefined;
  /** It fell through, or the learner never came. */
  neverBegan: boolean;
}>;

export const placementsIn = (life: ToldLife): readonly ToldPlacement[] =>
  life.of('PlacementAgreed').map((agreed) => {
    const id = agreed.data.placementId;
    const mine = <T extends Readonly<{ data: { placementId?: string | undefined } }>>(
      events: readonly T[],
    ): readonly T[] => events.filter(({ data }) => data.placementId === id);
    const ended = mine(life.of('PlacementEnded')).at(-1);
    const settled = mine(life.of('EndingReasonSettled')).at(-1);
    return {
      ...{ id, agreed, ended },
      startedOn: mine(life.of('PlacementStarted')).at(-1)?.occurredOn,
      endedOn: ended?.occurredOn,
      reason: settled?.data.reasonCode ?? ended?.data.reasonCode,
      neverBegan:
        mine(life.of('PlacementFellThrough')).length + mine(life.of('DidNotStart')).length > 0,
    };
  });

const isMainOn = ({ startedOn, endedOn, agreed }: ToldPlacement, day: string): boolean =>
  agreed.data.rank === 'main' &&
  startedOn !== undefined &&
  startedOn.from <= day &&
  (endedOn === undefined || endedOn.from >= day);

/** Where the learner mainly was on a day; of two places, the one that began last. */
export const schoolOn = (life: ToldLife, day: string) =>
  placementsIn(life)
    .filter((one) => isMainOn(one, day))
    .toSorted((a, b) => ((a.startedOn?.from ?? '') <= (b.startedOn?.from ?? '') ? -1 : 1))
    .at(-1)?.agreed.data.school;

/** The primary need as it was last recorded. */
export const needIn = (life: ToldLife): string => {
  let need: string | undefined;
  for (const { type, data } of life.all)
    if (type === 'LearnerRegistered' || type === 'NeedsAmended') need = data.primaryNeed;
    else if (type === 'LearnerDetailsAmended' && data.changed.includes('primaryNeed' as never))
      need = (data as { primaryNeed?: string }).primaryNeed;
  return need ?? 'unknown';
};

/** Counts under names. */
export type Tally = Record<string, number>;

export const add = (tally: Tally, name: string, by = 1): void => {
  tally[name] = (tally[name] ?? 0) + by;
};

/** The event of one thing that was told last; of what was told twice, the last stands. */
export const lastFor = <T extends Readonly<{ data: object }>>(
  events: readonly T[],
  field: string,
  id: string | undefined,
): T | undefined =>
  events.filter(({ data }) => (data as Record<string, unknown>)[field] === id).at(-1);

export const sum = (numbers: readonly number[]): number =>
  numbers.reduce((all, one) => all + one, 0);

export const isExact = (on: OccurredOn | undefined): on is OccurredOn => on?.precision === 'day';

/** The day of an interval comes first. */
export const earliestOf = (dates: readonly OccurredOn[]): OccurredOn | undefined =>
  dates.toSorted((a, b) => (a.from < b.from ? -1 : 1))[0];

/** `n`, mean, median and 90th percentile, worked out on the whole list. */
export const spread = (numbers: readonly number[]) => {
  const list = numbers.toSorted((a, b) => a - b);
  const n = list.length;
  if (n === 0) return { n, mean: null, median: null, p90: null };
  const half = n / 2;
  const median =
    n % 2 === 1 ? (list[Math.floor(half)] ?? 0) : ((list[half - 1] ?? 0) + (list[half] ?? 0)) / 2;
  return { n, mean: sum(list) / n, median, p90: list[Math.ceil(n * 0.9) - 1] ?? null };
};

export const SPECIAL = [
  'maintainedSpecial',
  'nonMaintainedSpecial',
  'independentSection41',
  'independent',
];
export const INDEPENDENT = ['independentSection41', 'independent'];
