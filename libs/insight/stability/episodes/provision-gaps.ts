import type { LocalDate } from '#libs/event-sourcing';
import {
  addDays,
  endingOf,
  interimsOf,
  placementsOf,
  startOf,
  suspensionsOf,
  type JourneyState,
} from '#libs/lifecycle';
import type { PlanSpell } from './plan-spells.js';

export type WithoutProvision = Readonly<{
  spell: number;
  from: LocalDate;
  /** The last day; undefined while it goes on. */
  to: LocalDate | undefined;
  because: 'ended' | 'withheld' | 'suspended';
  /** The placement that ended, was withheld, or from which the learner was suspended. */
  placementId: string;
}>;

/** Days from `from` to `to`, both of them in it; undefined: for good. */
type Days = Readonly<{ from: LocalDate; to: LocalDate | undefined }>;

/**
 * The times within a plan spell in which no place was open to the learner and no interim provision
 * ran: from the first day attended on, for before it nothing is recorded of where the learner was.
 * A place is open until it is given up, but not while it is withheld or the learner suspended.
 */
export const withoutProvision = (
  journey: JourneyState,
  spells: readonly PlanSpell[],
): readonly WithoutProvision[] => {
  const places = startedPlaces(journey);
  const provided = [
    ...places.flatMap(({ held, shut }) => without([held], shut)),
    ...interimsOf(journey).map(({ startedOn, endedOn }) => ({
      from: startedOn.from,
      to: endedOn?.to,
    })),
  ];
  const begun = places.map(({ held }) => held.from).sort()[0];
  return begun === undefined
    ? []
    : spells
        .filter(({ to }) => to === undefined || to >= begun)
        .flatMap((spell) =>
          without([{ from: later(spell.from, begun), to: spell.to }], provided).flatMap((gap) =>
            explained(places, { ...gap, spell: spell.spell }),
          ),
        );
};

type Place = Readonly<{
  placementId: string;
  held: Days;
  shut: readonly (Days & Readonly<{ because: 'withheld' | 'suspended' }>)[];
  /** The plan ended with it: what follows is none of this authority's. */
  leaves: boolean;
}>;

const LEAVING: readonly string[] = ['CEASE', 'XFER', 'DECEASED'];

const startedPlaces = (journey: JourneyState): readonly Place[] =>
  placementsOf(journey).flatMap(({ placementId, school }) => {
    const start = startOf(journey, placementId);
    if (!start || school.category === 'unplaced') return [];
    const ending = endingOf(journey, placementId);
    return [
      {
        placementId,
        held: { from: start.startedOn.from, to: ending?.placeEndedOn },
        shut: [...withheldDays(journey, placementId), ...suspendedDays(journey, placementId)],
        leaves: ending !== undefined && LEAVING.includes(ending.reasonCode),
      },
    ];
  });

const withheldDays = (journey: JourneyState, placementId: string): Place['shut'] =>
  Object.values(journey.breakdowns.withholdings)
    .filter((one) => one.placementId === placementId)
    .map(({ from, restoredOn }) => ({
      from: from.from,
      to: restoredOn && addDays(restoredOn.from, -1),
      because: 'withheld',
    }));

/** Where only the sessions are known, school days are taken to follow one another. */
const suspendedDays = (journey: JourneyState, placementId: string): Place['shut'] =>
  suspensionsOf(journey, placementId).map(({ from, to, sessions }) => ({
    from: from.from,
    to: to ?? addDays(from.from, Math.ceil(sessions / 2) - 1),
    because: 'suspended',
  }));

/** What is left of some days when others are taken away. */
export const without = (days: readonly Days[], taken: readonly Days[]): readonly Days[] =>
  taken.reduce<readonly Days[]>((left, cut) => left.flatMap((one) => lessOne(one, cut)), days);

const lessOne = (one: Days, cut: Days): readonly Days[] => {
  if (isBefore(one, cut) || isBefore(cut, one) || isEmpty(cut)) return [one];
  const before = { from: one.from, to: addDays(cut.from, -1) };
  const after = cut.to === undefined ? undefined : { from: addDays(cut.to, 1), to: one.to };
  return [before, ...(after ? [after] : [])].filter((part) => !isEmpty(part));
};

const isBefore = (one: Days, other: Days): boolean => one.to !== undefined && one.to < other.from;
const isEmpty = ({ from, to }: Days): boolean => to !== undefined && to < from;

type Gap = Days & Readonly<{ spell: number }>;

/** By what was so on the first day of it; nothing where the learner had left with the placement. */
const explained = (places: readonly Place[], gap: Gap): readonly WithoutProvision[] => {
  const shut = places
    .flatMap(({ placementId, shut: days }) => days.map((one) => ({ ...one, placementId })))
    .find(({ from, to }) => from <= gap.from && (to === undefined || gap.from <= to));
  if (shut) return [{ ...gap, because: shut.because, placementId: shut.placementId }];
  const last = places
    .filter(({ held }) => held.to !== undefined && held.to < gap.from)
    .sort((a, b) => ((a.held.to ?? '') < (b.held.to ?? '') ? -1 : 1))
    .at(-1);
  return last && !last.leaves ? [{ ...gap, because: 'ended', placementId: last.placementId }] : [];
};

const later = (one: LocalDate | undefined, other: LocalDate): LocalDate =>
  one !== undefined && one > other ? one : other;
