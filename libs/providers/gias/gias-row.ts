import type { LocalDate } from '#libs/event-sourcing';
import { isLocalDate } from '#libs/lifecycle';
import { parsePostcode } from '#libs/places';
import type { IdentityCommand } from '../identity/identity.commands.js';
import type { boardings, closingReasons, genders } from '../identity/identity.events.js';
import { giasTypeNamed, giasTypes } from './gias-types.js';

type Fields = Readonly<Record<string, string>>;
type Told = Extract<IdentityCommand, { type: 'RegisterProvider' }>['data'];

/** What a row of Get Information about Schools says, as far as the register keeps it. */
export type GiasRow = Readonly<{
  urn: string;
  /** Only what is there: a missing column says nothing. */
  particulars: Told;
  section41: boolean | undefined;
  closed:
    | Readonly<{ on: LocalDate | undefined; reasonCode: (typeof closingReasons)[number] }>
    | undefined;
}>;

export type BadGiasRow = Readonly<{ bad: string }>;

/** The columns that it cannot do without, missing from a header. */
export const missingColumns = (fields: Fields): readonly string[] => [
  ...['URN', 'EstablishmentName'].filter((name) => !(name in fields)),
  ...(TYPE_NAME in fields || TYPE_CODE in fields ? [] : [TYPE_NAME]),
];

const TYPE_NAME = 'TypeOfEstablishment (name)';
const TYPE_CODE = 'TypeOfEstablishment (code)';

/**
 * Reads a row. What is not needed and cannot be understood is left out. Of persons (head teachers,
 * proprietors who trade in their own name) nothing is taken.
 */
export const giasRow = (fields: Fields): GiasRow | BadGiasRow => {
  const urn = fields['URN'] ?? '';
  if (!/^[1-9]\d{5}$/.test(urn)) return { bad: `The URN “${urn}” is not six digits.` };
  const name = fields['EstablishmentName'] ?? '';
  if (name === '' || name.length > 300) return { bad: 'There is no name, or too long a one.' };
  const giasType = typeOf(fields);
  if (typeof giasType === 'object') return giasType;
  const closed = closingOf(fields);
  if (closed && 'bad' in closed) return closed;
  return {
    urn,
    particulars: {
      name,
      urn,
      giasType,
      ...numbersOf(fields),
      ...placeOf(fields),
      ...whomOf(fields),
    },
    section41: section41Of(fields['Section41Approved (name)']),
    closed,
  };
};

const typeOf = (fields: Fields): number | BadGiasRow => {
  const code = fields[TYPE_CODE] ?? '';
  const name = fields[TYPE_NAME] ?? '';
  const found = code === '' ? giasTypeNamed(name) : Number(code);
  return found !== undefined && giasTypes[found]
    ? found
    : { bad: `There is no type of establishment “${code || name}”.` };
};

const closingOf = (fields: Fields): GiasRow['closed'] | BadGiasRow => {
  if (!/^closed/i.test(fields['EstablishmentStatus (name)'] ?? '')) return undefined;
  const told = fields['CloseDate'] ?? '';
  const on = dateIn(told);
  if (told !== '' && on === undefined) return { bad: `The closing date “${told}” does not exist.` };
  return { on, reasonCode: closingReason(fields['ReasonEstablishmentClosed (name)'] ?? '') };
};

const CLOSING = [
  [/academy/i, 'academised'],
  [/amalgamat|merge/i, 'amalgamated'],
  [/de-?regist/i, 'deregistered'],
  [/change (in|of) status|fresh start|new school/i, 'replaced'],
] as const;

const closingReason = (told: string): (typeof closingReasons)[number] =>
  CLOSING.find(([pattern]) => pattern.test(told))?.[1] ?? 'other';

const section41Of = (told: string | undefined): boolean | undefined =>
  told === undefined || told === '' ? undefined : /^approved$/i.test(told);

/** `01-09-2015`, `01/09/2015` or `2015-09-01`. */
const dateIn = (told = ''): LocalDate | undefined => {
  const [, day, month, year] = /^(\d\d)[-/](\d\d)[-/](\d{4})$/.exec(told) ?? [];
  const date = year === undefined ? told : `${year}-${month}-${day}`;
  return isLocalDate(date) ? date : undefined;
};

type Particulars = Partial<Told>;

const only = <K extends keyof Told>(name: K, value: Told[K] | undefined): Particulars =>
  value === undefined ? {} : { [name]: value };

const digits = (told: string | undefined, length: number): string | undefined =>
  told !== undefined && new RegExp(`^\\d{1,${length}}$`).test(told)
    ? told.padStart(length, '0')
    : undefined;

const numbersOf = (fields: Fields): Particulars => ({
  ...only('ukprn', /^1\d{7}$/.test(fields['UKPRN'] ?? '') ? fields['UKPRN'] : undefined),
  ...only('establishmentNumber', digits(fields['EstablishmentNumber'], 4)),
  ...only('localAuthority', digits(fields['LA (code)'], 3)),
  ...only('proprietorName', proprietorOf(fields)),
  ...only('openedOn', dateIn(fields['OpenDate'])),
});

const ORGANISATION =
  /\b(ltd|limited|plc|llp|cic|trust|council|charity|charitable|foundation|society|group|company|association|incorporated|holdings)\b/i;
const PERSON = /\b(mr|mrs|miss|ms|dr|rev|trading as)\b|t\/a/i;

/** A name that is plainly an organisation's. */
const proprietorOf = (fields: Fields): string | undefined =>
  [fields['Trusts (name)'], fields['PropsName']].find(
    (name) => name && name.length <= 300 && ORGANISATION.test(name) && !PERSON.test(name),
  );

const placeOf = (fields: Fields): Particulars => {
  const town = fields['Town'] || undefined;
  const easting = whole(fields['Easting'], 1, 700_000);
  const northing = whole(fields['Northing'], 1, 1_300_000);
  return {
    ...only('town', town?.slice(0, 200)),
    ...only('postcode', parsePostcode(fields['Postcode'] ?? '')),
    ...(easting !== undefined && northing !== undefined && { easting, northing }),
  };
};

const whole = (told: string | undefined, least: number, most: number): number | undefined => {
  const number = /^\d{1,7}$/.test(told ?? '') ? Number(told) : undefined;
  return number !== undefined && number >= least && number <= most ? number : undefined;
};

const GENDERS: Readonly<Record<string, (typeof genders)[number]>> = {
  mixed: 'mixed',
  girls: 'girls',
  boys: 'boys',
};

const BOARDINGS: Readonly<Record<string, (typeof boardings)[number]>> = {
  'no boarders': 'none',
  'boarding school': 'boarding',
  "children's home (boarding school)": 'childrensHome',
  'college / fe residential accommodation': 'college',
};

const whomOf = (fields: Fields): Particulars => {
  const ageFrom = whole(fields['StatutoryLowAge'], 0, 30);
  const ageTo = whole(fields['StatutoryHighAge'], 0, 30);
  const ages = ageFrom === undefined || ageTo === undefined || ageFrom <= ageTo;
  return {
    ...(ages && { ...only('ageFrom', ageFrom), ...only('ageTo', ageTo) }),
    ...only('gender', GENDERS[(fields['Gender (name)'] ?? '').toLowerCase()]),
    ...only(
      'boarding',
      BOARDINGS[(fields['Boarders (name)'] ?? '').toLowerCase().replace('’', "'")],
    ),
  };
};
