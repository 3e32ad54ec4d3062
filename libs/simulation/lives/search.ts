import type { LocalDate } from '#libs/event-sourcing';
import type { JourneyCommand, SettingCategory } from '#libs/lifecycle';
import type { Boarding } from '../schools/school-years.js';
import type { SchoolKind, SimulatedSchool } from '../schools/schools.js';
import type { Line } from '../schools/lines.js';

type Request = Extract<JourneyCommand, { type: 'RequestPlacement' }>['data'];

/** What is looked for, and when it is to begin. */
export type Search = Readonly<{
  reason: Request['reasonCode'];
  kinds: readonly SchoolKind[];
  residential: boolean;
  from: LocalDate;
  startOn: LocalDate;
}>;

export type Wanted = Search & Readonly<{ requestId: string }>;

/** A school that would take the learner; one with fees says so by an offer. */
export type Willing = Readonly<{
  school: SimulatedSchool;
  boarding: Boarding;
  offerId?: string;
  /** As offered last; none where nothing is paid. */
  lines: readonly Line[];
  validUntil?: LocalDate;
}>;

export type Consulted = Readonly<{
  willing: readonly Willing[];
  unanswered: readonly string[];
  on: LocalDate;
}>;

export type Preferred = Readonly<{
  preferenceId: string;
  school: SimulatedSchool;
  basis: 's38' | 's9';
}>;

export type Found = Consulted & Readonly<{ preferred: Preferred | undefined }>;

/** A placement that is agreed and has not begun. */
export type Agreed = Readonly<{
  placementId: string;
  approvalId?: string;
  school: SimulatedSchool | undefined;
  category: SettingCategory;
  boarding: Boarding;
  lines: readonly Line[];
  weeksPerYear: number;
  route: 'lotA' | 'lotB' | 'dps' | 'spot' | 'none';
  startOn: LocalDate;
  on: LocalDate;
}>;
