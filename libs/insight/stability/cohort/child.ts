import type { LocalDate } from '#libs/event-sourcing';
import {
  asOf,
  type Episode,
  type Establishment,
  type FlagKind,
  type PlanSpell,
} from '../episodes/index.js';

export type Flag = Readonly<{
  kind: FlagKind;
  placementId: string | undefined;
  raisedOn: LocalDate;
  clearedOn: LocalDate | undefined;
  evidence: readonly string[];
}>;

/** Days of a plan spell without an open place and without interim provision. */
export type Gap = Readonly<{
  from: LocalDate;
  to: LocalDate | undefined;
  because: string;
  placementId: string;
  providerId: string | undefined;
}>;

/** A change of phase that is due, with the first other school that a final plan named for it. */
export type Transfer = Readonly<{
  /** The calendar year in which the next phase begins. */
  year: number;
  rule: string;
  applies: boolean;
  namedOn: LocalDate | undefined;
  named: Establishment | undefined;
}>;

/** What the measures of stability know of one learner. */
export type Child = Readonly<{
  stream: string;
  need: string | undefined;
  /** The calendar year in which the reception year began. */
  cohort: number | undefined;
  district: string | undefined;
  spells: readonly PlanSpell[];
  /** Of rank main, in order of their start; what a successor school carried on is one. */
  main: readonly Episode[];
  flags: readonly Flag[];
  gaps: readonly Gap[];
  transfers: readonly Transfer[];
}>;

/** As it stood on a day, by all that is known: what came later has not happened yet. */
export const childOn = (child: Child, day: LocalDate): Child => ({
  ...child,
  spells: child.spells
    .filter(({ from }) => from === undefined || from <= day)
    .map((spell) =>
      spell.to !== undefined && spell.to > day
        ? { ...spell, to: undefined, endedBy: undefined }
        : spell,
    ),
  main: asOf(child.main, day),
  flags: child.flags.filter(({ raisedOn }) => raisedOn <= day),
  gaps: child.gaps
    .filter(({ from }) => from <= day)
    .map((gap) => (gap.to !== undefined && gap.to > day ? { ...gap, to: undefined } : gap)),
});

/** The spell of the plan on a day; the last day of it counts. */
export const spellOn = ({ spells }: Child, day: LocalDate): PlanSpell | undefined =>
  spells.find(
    ({ from, to }) => (from === undefined || from <= day) && (to === undefined || day <= to),
  );

/** Where the learner is on a day: of several, what began last. */
export const episodeOn = ({ main }: Child, day: LocalDate): Episode | undefined =>
  main.findLast(({ from, to }) => from <= day && (to === undefined || day <= to));

/**
 * The first day on which the plan is known to have been maintained: where its beginning is not
 * recorded, the first day at a setting.
 */
export const knownSince = (child: Child, spell: PlanSpell): LocalDate | undefined =>
  spell.from ?? child.main.find((one) => one.spell === spell.spell)?.from;
