import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import type { EndingReason, NeedCode } from '#libs/lifecycle';

/** What a row says of one learner, as far as it is known. */
export type Position = Readonly<{
  reference: string;
  asOf: LocalDate;
  clocksFrom: LocalDate;
  learner: ToldLearner;
  assigned: Readonly<{ officer?: string; team: string }> | undefined;
  planMadeOn: OccurredOn | undefined;
  lastReviewedOn: OccurredOn | undefined;
  placement: ToldPlacement | undefined;
  /** Why it is right that rules are broken, where the row says so. */
  knowingly: string | undefined;
}>;

export type ToldLearner = Readonly<{
  name: Readonly<{ given: string; family: string }>;
  dateOfBirth: LocalDate;
  cohort: number;
  upn?: string;
  upnUnknownReason?: string;
  uln?: string;
  sex: string;
  address?: Readonly<{ lines: readonly string[]; postcode?: string }>;
  primaryNeed?: NeedCode;
  furtherNeeds?: readonly NeedCode[];
}>;

export type ToldSetting =
  Readonly<{ urn: string }> | Readonly<{ settingName: string; settingCategory: string }>;

export type ToldPlacement = Readonly<{
  setting: ToldSetting;
  agreedOn: OccurredOn | undefined;
  started: Readonly<{ on: OccurredOn | undefined }> | 'not yet';
  expectedStartOn: LocalDate | undefined;
  ended: Readonly<{ on: OccurredOn | undefined; reasonCode: EndingReason | 'AWAITED' }> | undefined;
  weeksPerYear: number;
  residential: boolean;
  pattern: string;
  pencePerYear: number | undefined;
  route: string;
  decided: Readonly<{ by: string; role: string }> | undefined;
}>;
