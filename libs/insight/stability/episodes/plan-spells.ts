import type { LocalDate, Placed } from '#libs/event-sourcing';
import {
  addDays,
  clocksFromOf,
  finalPlansOf,
  plansOf,
  transfersIn,
  transfersOut,
  type JourneyEvent,
  type JourneyState,
} from '#libs/lifecycle';

/** A time during which the authority maintains the plan, without a break. */
export type PlanSpell = Readonly<{
  /** Its number in the journey, the first being 1. */
  spell: number;
  /** The first day; undefined where no beginning of a plan is recorded. */
  from: LocalDate | undefined;
  startedBy: 'plan' | 'transferIn' | 'unknown';
  /** The last day, where it is over. */
  to: LocalDate | undefined;
  endedBy: 'ceased' | 'transferOut' | undefined;
  /** Before this day it was not under observation here. */
  observedFrom: LocalDate | undefined;
}>;

type Noted = Placed<JourneyEvent>;
type Ceased = Placed<Extract<JourneyEvent, { type: 'PlanCeased' }>>;

export const isCessation = (event: Noted): event is Ceased => event.type === 'PlanCeased';

type Turn = Readonly<{ on: LocalDate }> &
  (
    | Readonly<{ turn: 'begins'; by: 'plan' | 'transferIn' }>
    | Readonly<{ turn: 'ends'; by: 'ceased' | 'transferOut' }>
  );

/**
 * The spells, the first one first. Where neither beginning nor end of a plan is recorded, a learner
 * who was placed has one of which neither is known.
 */
export const planSpellsOf = (
  journey: JourneyState,
  noted: readonly Noted[],
): readonly PlanSpell[] => {
  const takenOver = clocksFromOf(journey);
  const turns = [...beginnings(journey), ...ends(journey, noted)].sort(inOrder);
  const spells = turns.reduce(turned, []);
  const placed = Object.keys(journey.starts.started).length > 0;
  return (spells.length === 0 && placed ? [newSpell([])] : spells).map((spell) => ({
    ...spell,
    observedFrom: later(spell.from, takenOver),
  }));
};

const beginnings = (journey: JourneyState): readonly Turn[] => {
  const cameIn = transfersIn(journey);
  // Such a plan was made by the authority that it came from.
  const elsewhere = cameIn.map(({ planMadeOn }) => planMadeOn);
  const made = plansOf(journey).flatMap(({ planMadeOn: on }) =>
    on === undefined || elsewhere.includes(on) ? [] : [on],
  );
  const issued = finalPlansOf(journey)
    .filter(({ because }) => because === 'newPlan')
    .map(({ issuedOn }) => issuedOn.from);
  return [
    ...cameIn.map(({ transferredOn }) => begins(transferredOn.from, 'transferIn')),
    ...[...made, ...issued].map((on) => begins(on, 'plan')),
  ];
};

const begins = (on: LocalDate, by: 'plan' | 'transferIn'): Turn => ({ turn: 'begins', on, by });

/** By the last day of the plan here; on the day of a transfer the other authority has it. */
const ends = (journey: JourneyState, noted: readonly Noted[]): readonly Turn[] => [
  ...noted
    .filter(isCessation)
    .map(({ data }): Turn => ({ turn: 'ends', on: data.endsOn, by: 'ceased' })),
  ...transfersOut(journey).map(({ sentOn }): Turn => ({
    turn: 'ends',
    on: addDays(sentOn.from, -1),
    by: 'transferOut',
  })),
];

// Of one day: a plan begins before it ends.
const inOrder = (one: Turn, other: Turn): number => {
  const [a, b] = [one.on + one.turn, other.on + other.turn];
  return a < b ? -1 : a > b ? 1 : 0;
};

const turned = (spells: readonly PlanSpell[], turn: Turn): readonly PlanSpell[] => {
  const last = spells.at(-1);
  const open = last !== undefined && last.to === undefined;
  const { on } = turn;
  if (turn.turn === 'begins')
    return open ? spells : [...spells, { ...newSpell(spells), from: on, startedBy: turn.by }];
  if (!open && spells.length > 0) return spells;
  const ended = { ...(last ?? newSpell(spells)), to: on, endedBy: turn.by };
  return [...spells.slice(0, -1), ended];
};

const newSpell = (spells: readonly PlanSpell[]): PlanSpell => ({
  ...{ spell: spells.length + 1, from: undefined, startedBy: 'unknown' },
  ...{ to: undefined, endedBy: undefined, observedFrom: undefined },
});

const later = (one: LocalDate | undefined, other: LocalDate | undefined): LocalDate | undefined =>
  one === undefined || (other !== undefined && other > one) ? other : one;

type Span = Readonly<{ from: LocalDate; to: LocalDate | undefined }>;

/** The spell during which something began, or else the first that it reaches into. */
export const spellOf = (
  spells: readonly PlanSpell[],
  { from, to }: Span,
): PlanSpell | undefined => {
  const reached = spells.filter(
    (spell) =>
      (spell.to === undefined || from <= spell.to) &&
      (spell.from === undefined || to === undefined || spell.from <= to),
  );
  return reached.find((spell) => spell.from === undefined || spell.from <= from) ?? reached[0];
};
