import type { LocalDate } from '#libs/event-sourcing';
import type { LearnerSnapshot, NeedCode, SettingCategory } from '#libs/lifecycle';
import type { Chance } from '../machinery/chance.js';
import type { Strands } from '../machinery/strands.js';
import type { Boarding } from '../schools/school-years.js';
import type { SimulatedSchool } from '../schools/schools.js';
import type { Span } from '../world/options.js';
import type { Home } from '../world/places.js';
import type { Assignment, Person } from '../world/staff.js';
import type { Line } from '../schools/lines.js';

/** Anything that has something to tell: a school, or a learner's case. */
export type Living = Readonly<{
  number: number;
  /** The record that it mostly tells on. */
  recordId: string;
  strands: Strands;
  nextCommandId: () => string;
}>;

export type Name = Readonly<{ given: string; family: string }>;

/** Who the learner is; made up. */
export type Learner = Readonly<{
  name: Name;
  dateOfBirth: LocalDate;
  sex: 'female' | 'male';
  /** The year in which reception began. */
  cohort: NonNullable<LearnerSnapshot['cohort']>;
  upn?: string;
  upnUnknownReason?: 'UN1' | 'UN2' | 'UN8';
  home: Home;
  primaryNeed: NeedCode;
  furtherNeeds: readonly NeedCode[];
}>;

/** Why and when a placement will end, as far as fate goes. */
export type Fate = Readonly<{
  day: LocalDate;
  kind: 'breakdown' | 'move' | 'closure' | 'custody' | 'phase' | 'tribunal' | 'leaving' | 'none';
}>;

/** A placement as it really is, whatever is recorded so far. */
export type Stay = {
  readonly placementId: string;
  /** Absent: a setting that is not in the register. */
  readonly school: SimulatedSchool | undefined;
  readonly category: SettingCategory;
  readonly startedOn: LocalDate;
  boarding: Boarding;
  lines: readonly Line[];
  weeksPerYear: number;
  fate: Fate;
  ended: boolean;
};

/** One learner's case as it is lived; what is told of it may come late, or be mistaken at first. */
export type Life = Living & {
  readonly chance: Chance;
  /** Chance that decides how things are told, so that it does not change what happens. */
  readonly telling: Chance;
  readonly world: World;
  readonly learner: Learner;
  readonly beginsOn: LocalDate;
  readonly registrar: Person;
  readonly assignments: readonly Assignment[];
  /** The first day since which the plan must be reviewed within a year. */
  reviewedOn: LocalDate;
  hasPlan: boolean;
  stay: Stay | undefined;
  /** The request under which a school is being looked for. */
  requestId: string | undefined;
  /** A school is being looked for. */
  seeking: boolean;
  registered: boolean;
  restricted: boolean;
  /** The plan came to its end, or went elsewhere. */
  over: boolean;
};

export type World = Readonly<{
  seed: number;
  span: Span;
  schools: readonly SimulatedSchool[];
  lives: Life[];
  limitPence: (role: string) => number;
  /** Sets going what follows once a learner has started somewhere. */
  follow: (life: Life, stay: Stay) => void;
}>;

/** The national curriculum year of a learner in the school year that begins in `year`. */
export const yearGroupIn = ({ learner }: Pick<Life, 'learner'>, year: number): number =>
  year - learner.cohort;
