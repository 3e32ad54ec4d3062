import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { code, flag, id, localDate, settingCategories, text } from '#libs/lifecycle';
import { z } from 'zod';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.
// Nothing about a person is stored: no head teacher, no contact, no proprietor who is a person.

export const genders = ['mixed', 'girls', 'boys'] as const;
export const boardings = ['none', 'boarding', 'childrensHome', 'college'] as const;
export const successionKinds = [
  ...['replaced', 'amalgamated', 'merged', 'split', 'academised', 'changeOfProprietor'],
] as const;
export const closingReasons = [
  ...['academised', 'replaced', 'amalgamated', 'deregistered', 'financial', 'demand', 'other'],
] as const;

const age = z.int().min(0).max(30);

const profile = {
  name: text(300),
  /** Opaque id of who runs it: several schools may share one. */
  proprietorId: id.optional(),
  /** An organisation's name; left out where the proprietor is a person. */
  proprietorName: text(300).optional(),
  urn: z
    .string()
    .regex(/^\d{6}$/)
    .optional(),
  ukprn: z
    .string()
    .regex(/^\d{8}$/)
    .optional(),
  /** The last four digits of the LAESTAB. */
  establishmentNumber: z
    .string()
    .regex(/^\d{4}$/)
    .optional(),
  /** The type code of Get Information about Schools. */
  giasType: z.int().min(1).max(999).optional(),
  /** Where the type code does not say it, or says it wrongly. */
  category: code(settingCategories as readonly [string, ...string[]]).optional(),
  /** The authority in whose area it lies, by its three digits. */
  localAuthority: z
    .string()
    .regex(/^\d{3}$/)
    .optional(),
  /** In the area of the authority whose record this is. */
  inArea: flag.optional(),
  town: text(200).optional(),
  postcode: text(10).optional(),
  /** British National Grid, metres. */
  easting: z.int().min(0).max(700_000).optional(),
  northing: z.int().min(0).max(1_300_000).optional(),
  ageFrom: age.optional(),
  ageTo: age.optional(),
  gender: code(genders).optional(),
  boarding: code(boardings).optional(),
  openedOn: localDate.optional(),
};

export const providerProfile = z.strictObject(profile);
/** What the register says of a school, in full. */
export type ProviderProfile = Readonly<z.infer<typeof providerProfile>>;

export const identityCatalogue = {
  ProviderRegistered: event({
    storedAs: 'provider-registered',
    meaning: 'A school or other provider was put in the register.',
    occurs: 'the day of which the particulars are told',
    rank: 100,
    opening: true,
    data: { providerId: id, profile: providerProfile },
  }),
  ProviderAmended: event({
    storedAs: 'provider-amended',
    meaning: 'Particulars changed or were put right; the new ones stand in full.',
    occurs: 'the day from which the particulars are so',
    rank: 120,
    data: { profile: providerProfile },
  }),
  ProviderSucceeded: event({
    storedAs: 'provider-succeeded',
    meaning: 'The school carries on from another one: a learner who stays has not moved.',
    occurs: 'the day it took over',
    rank: 130,
    data: {
      predecessorUrn: z.string().regex(/^\d{6}$/),
      predecessorId: id.optional(),
      kind: code(successionKinds),
    },
  }),
  SchoolClosed: event({
    storedAs: 'school-closed',
    meaning: 'The school closed.',
    occurs: 'the last day on which it was open',
    rank: 900,
    data: { reasonCode: code(closingReasons) },
  }),
} as const satisfies Catalogue;

export type IdentityEvent = EventsOf<typeof identityCatalogue>;
