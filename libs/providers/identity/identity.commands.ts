import type { LocalDate } from '#libs/event-sourcing';
import {
  Checked,
  Code,
  Codes,
  command,
  Day,
  Id,
  RecordingFields,
  settingCategories,
  Text,
  Whole,
  type CommandsOf,
} from '#libs/lifecycle';
import { parsePostcode } from '#libs/places';
import type { BaseCategory } from '../gias/gias-types.js';
import { boardings, closingReasons, genders, successionKinds } from './identity.events.js';

const matches = (pattern: RegExp) => (value: string) => pattern.test(value);
const isUrn = matches(/^[1-9]\d{5}$/);

export const baseCategories = settingCategories.filter(
  (category): category is BaseCategory => category !== 'independentSection41',
);

class ProfileFields extends RecordingFields {
  @Id({ optional: true, about: 'who runs it: several schools may share one' })
  proprietorId?: string;
  @Text({ optional: true, max: 300, about: "an organisation's name, never a person's" })
  proprietorName?: string;
  @Checked('URN', isUrn, { optional: true, example: '118953' }) urn?: string;
  @Checked('UKPRN', matches(/^1\d{7}$/), { optional: true }) ukprn?: string;
  @Checked('establishment number', matches(/^\d{4}$/), { optional: true })
  establishmentNumber?: string;
  @Whole({
    optional: true,
    min: 1,
    max: 999,
    about: 'type code of Get Information about Schools, e.g. 10: other independent special school',
  })
  giasType?: number;
  @Code(baseCategories, {
    optional: true,
    about: 'where the type code does not say it; section 41 is recorded by itself',
  })
  category?: BaseCategory;
  @Checked('local authority code', matches(/^\d{3}$/), { optional: true, example: '886' })
  localAuthority?: string;
  @Text({ optional: true, max: 200 }) town?: string;
  @Checked('postcode', (value) => parsePostcode(value) === value, {
    optional: true,
    example: 'ME14 1XQ',
  })
  postcode?: string;
  @Whole({ optional: true, max: 700_000, about: 'British National Grid, metres' }) easting?: number;
  @Whole({ optional: true, max: 1_300_000 }) northing?: number;
  @Whole({ optional: true, max: 30 }) ageFrom?: number;
  @Whole({ optional: true, max: 30 }) ageTo?: number;
  @Code(genders, { optional: true }) gender?: (typeof genders)[number];
  @Code(boardings, { optional: true }) boarding?: (typeof boardings)[number];
  @Day({ optional: true }) openedOn?: LocalDate;
}

export class RegisterProvider extends ProfileFields {
  @Text({ max: 300 }) name!: string;
}

export const clearable = [
  ...['proprietorId', 'proprietorName', 'urn', 'ukprn', 'establishmentNumber', 'giasType'],
  ...['category', 'localAuthority', 'town', 'postcode', 'easting', 'northing', 'ageFrom', 'ageTo'],
  ...['gender', 'boarding', 'openedOn'],
] as const;

/** Says what is different; what is not named stays as it is. */
export class AmendProvider extends ProfileFields {
  @Text({ optional: true, max: 300 }) name?: string;
  @Codes(clearable, { optional: true, about: 'particulars that are no longer known' })
  clear?: string[];
}

export class RecordSuccession extends RecordingFields {
  @Checked('URN', isUrn) predecessorUrn!: string;
  @Code(successionKinds) kind!: (typeof successionKinds)[number];
}

export class CloseSchool extends RecordingFields {
  @Code(closingReasons) reasonCode!: (typeof closingReasons)[number];
}

export const identityCommands = {
  RegisterProvider: command({
    body: RegisterProvider,
    does: 'Put a school or other provider in the register.',
    permission: 'providers:record',
  }),
  AmendProvider: command({
    body: AmendProvider,
    does: 'Record that particulars of a provider changed from a day.',
    permission: 'providers:record',
  }),
  RecordSuccession: command({
    body: RecordSuccession,
    does: 'Record that a school carries on from another one.',
    permission: 'providers:record',
  }),
  CloseSchool: command({
    body: CloseSchool,
    does: 'Record the last day on which a school was open.',
    permission: 'providers:record',
  }),
} as const;

export type IdentityCommand = CommandsOf<typeof identityCommands>;
