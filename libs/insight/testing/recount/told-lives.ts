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

/** Where the learner mainly was on a day. */
export const categoryOn = (life: ToldLife, day: string): string => {
  let best: ToldPlacement | undefined;
  for (const one of placementsIn(life)) {
    const { startedOn, endedOn, agreed } = one;
    if (agreed.data.rank !== 'main' || !startedOn || startedOn.from > day) continue;
    if (endedOn && endedOn.from < day) continue;
    if (!best || (best.startedOn?.from ?? '') <= startedOn.from) best = one;
  }
  return best?.agreed.data.school.category ?? 'none';
};

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
