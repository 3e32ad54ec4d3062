import type { LocalDate } from '#libs/event-sourcing';
import {
  Code,
  command,
  Day,
  Id,
  ListOf,
  PriceLineFields,
  RecordingFields,
  vatTreatments,
  Whole,
  type CommandsOf,
} from '#libs/lifecycle';
import { placementTypes, type PlacementType } from '../placement-types.js';
import { frameworkLots, leavingReasons, upliftOutcomes, upliftScopes } from './contract.events.js';

const YEAR = {
  min: 1990,
  max: 2199,
  about: 'the calendar year in which the academic year begins',
} as const;
const BASIS_POINTS = { max: 100_000, about: 'hundredths of a per cent: 5.25 % is 525' } as const;

export class JoinFramework extends RecordingFields {
  @Id({ example: 'inmss-2026' }) framework!: string;
  @Code(frameworkLots) lot!: (typeof frameworkLots)[number];
  @Day() from!: LocalDate;
  @Day({ optional: true, about: 'the last day, where it is known' }) to?: LocalDate;
}

export class LeaveFramework extends RecordingFields {
  @Id() membershipId!: string;
  @Day({ about: 'the last day of the membership' }) to!: LocalDate;
  @Code(leavingReasons) reasonCode!: (typeof leavingReasons)[number];
}

export class RecordPrices extends RecordingFields {
  @Whole(YEAR) academicYear!: number;
  @Code(placementTypes) placementType!: PlacementType;
  @Day({ optional: true, about: '1 September of the academic year where not said' })
  effectiveFrom?: LocalDate;
  @ListOf(() => PriceLineFields, { max: 60 }) lines!: PriceLineFields[];
  @Code(vatTreatments) vat!: (typeof vatTreatments)[number];
  @Id({ optional: true, about: 'the uplift it follows from' }) upliftId?: string;
}

export class RequestUplift extends RecordingFields {
  @Whole(YEAR) academicYear!: number;
  @Code(upliftScopes) scope!: (typeof upliftScopes)[number];
  @Code(placementTypes, { optional: true, about: 'for scope type' }) placementType?: PlacementType;
  @Day() effectiveFrom!: LocalDate;
  @Whole({ ...BASIS_POINTS, min: 1 }) basisPoints!: number;
}

export class DecideUplift extends RecordingFields {
  @Id() upliftId!: string;
  @Code(upliftOutcomes) outcome!: (typeof upliftOutcomes)[number];
  @Day({ optional: true, about: 'as asked for where not said' }) effectiveFrom?: LocalDate;
  @Whole({ ...BASIS_POINTS, optional: true }) basisPoints?: number;
}

export const contractCommands = {
  JoinFramework: command({
    body: JoinFramework,
    does: 'Record that a provider was admitted to a framework.',
    permission: 'providers:record',
  }),
  LeaveFramework: command({
    body: LeaveFramework,
    does: 'Record the last day of a membership of a framework.',
    permission: 'providers:record',
  }),
  RecordPrices: command({
    body: RecordPrices,
    does: 'Record what a kind of placement costs.',
    permission: 'providers:record',
  }),
  RequestUplift: command({
    body: RequestUplift,
    does: 'Record that a provider asks for higher prices.',
    permission: 'providers:record',
  }),
  DecideUplift: command({
    body: DecideUplift,
    does: 'Decide on higher prices; somebody else than who recorded the request.',
    permission: 'providers:record',
  }),
} as const;

export type ContractCommand = CommandsOf<typeof contractCommands>;
