import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  Codes,
  command,
  Day,
  ListOf,
  RecordingFields,
  Whole,
  type CommandsOf,
} from '#libs/lifecycle';
import { genders } from '../identity/identity.events.js';
import { placementTypes, type PlacementType } from '../placement-types.js';
import { providerNeeds, termNames } from './provision.events.js';

export class RecordCapability extends RecordingFields {
  @Day({ optional: true, about: 'the day it said so where not said' }) effectiveFrom?: LocalDate;
  @Codes(providerNeeds) needs!: (typeof providerNeeds)[number][];
  @Whole({ max: 30 }) ageFrom!: number;
  @Whole({ max: 30 }) ageTo!: number;
  @Code(genders) gender!: (typeof genders)[number];
  @Codes(placementTypes) placementTypes!: PlacementType[];
  @Whole({ optional: true }) placesOffered?: number;
}

export class TermFields {
  @Code(termNames) term!: (typeof termNames)[number];
  @Day() firstDay!: LocalDate;
  @Day() lastDay!: LocalDate;
  @Day({ optional: true }) halfTermFrom?: LocalDate;
  @Day({ optional: true }) halfTermTo?: LocalDate;
}

export class ClosedDayFields {
  @Day() day!: LocalDate;
}

export class RecordTermDates extends RecordingFields {
  @Whole({ min: 1990, max: 2199, about: 'the calendar year in which the academic year begins' })
  academicYear!: number;
  @ListOf(() => TermFields, { max: 3 }) terms!: TermFields[];
  @ListOf(() => ClosedDayFields, {
    optional: true,
    max: 60,
    about: 'days within a term on which no learner attends',
  })
  closedDays?: ClosedDayFields[];
}

export const provisionCommands = {
  RecordCapability: command({
    body: RecordCapability,
    does: 'Record whom a school can take.',
    permission: 'providers:record',
  }),
  RecordTermDates: command({
    body: RecordTermDates,
    does: 'Record the term dates of an academic year.',
    permission: 'providers:record',
  }),
} as const;

export type ProvisionCommand = CommandsOf<typeof provisionCommands>;
