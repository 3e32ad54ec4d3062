import type { LocalDate } from '#libs/event-sourcing';
import { addDays, daysBetween, type NeedCode } from '#libs/lifecycle';
import { providerIdFor, type PlacementType } from '#libs/providers';
import { academicYearOf } from '#libs/lifecycle';
import { dayIn } from '../machinery/calendar.js';
import { chanceOf, type Chance } from '../machinery/chance.js';
import { schoolNames } from '../world/names.js';
import type { Span } from '../world/options.js';
import { homePlaces, locateSimulated, placesAround, postcodeIn } from '../world/places.js';

export type SchoolKind =
  'section41' | 'independent' | 'nonMaintained' | 'maintained' | 'mainstream' | 'post16';

/** What a school agreed with the authority about its prices for a school year. */
export type GrantedUplift = Readonly<{ year: number; upliftId: string; basisPoints: number }>;

/** A made-up school, and what is going to become of it. */
export type SimulatedSchool = Readonly<{
  number: number;
  providerId: string;
  urn: string;
  name: string;
  kind: SchoolKind;
  postcode: string;
  town: string;
  easting: number;
  northing: number;
  localAuthority: string;
  ages: Readonly<{ from: number; to: number }>;
  needs: readonly NeedCode[];
  boards: readonly Exclude<PlacementType, 'day' | 'partTime' | 'weekly' | 'other'>[];
  /** A year, at the beginning. */
  dayPence: number;
  onFramework: boolean;
  /** Whether it returns attendance each half-term. */
  returns: boolean;
  embargo?: Readonly<{ from: LocalDate; to: LocalDate }>;
  closes?: Readonly<{ announcedOn: LocalDate; on: LocalDate }>;
  /** Opened only during the simulation, in the place of another. */
  succeeds?: Readonly<{ urn: string; on: LocalDate }>;
  succeededOn?: LocalDate;
  /** Filled in as they are decided. */
  uplifts: GrantedUplift[];
}>;

const KINDS: readonly SchoolKind[] = [
  ...Array<SchoolKind>(23).fill('section41'),
  ...Array<SchoolKind>(13).fill('independent'),
  ...Array<SchoolKind>(5).fill('nonMaintained'),
  ...Array<SchoolKind>(9).fill('maintained'),
  ...Array<SchoolKind>(7).fill('mainstream'),
  ...Array<SchoolKind>(3).fill('post16'),
];

// Numbers that Get Information about Schools has not given out.
const FIRST_URN = 900_101;
const SUCCESSOR_URN = 900_901;
const IS_CLOSED = 30;
const IS_SUCCEEDED = 5;

const NEEDS: readonly (readonly NeedCode[])[] = [
  ['ASD', 'SLCN', 'MLD'],
  ['SEMH', 'ASD'],
  ['SEMH', 'SPLD', 'MLD'],
  ['SLD', 'PMLD', 'ASD'],
  ['ASD', 'SEMH', 'SLCN'],
  ['SLCN', 'SPLD', 'MLD', 'ASD'],
  ['PD', 'HI', 'VI', 'MSI', 'PMLD', 'SLD', 'DS'],
];

const EVERY_NEED = [...new Set([...NEEDS.flat(), 'OTH' as const])];

const AGES = {
  special: [
    { from: 5, to: 19 },
    { from: 5, to: 19 },
    { from: 5, to: 16 },
    { from: 11, to: 19 },
    { from: 5, to: 11 },
    { from: 7, to: 16 },
  ],
  mainstream: [
    { from: 4, to: 11 },
    { from: 11, to: 18 },
  ],
  post16: [{ from: 16, to: 25 }],
} as const;

/** The schools there are to place learners at, the same for the same seed. */
export const schoolsOf = (seed: number, span: Span): readonly SimulatedSchool[] => {
  const schools = KINDS.map((kind, number) =>
    aSchool(chanceOf(seed, `school ${number}`), { kind, number, span }),
  );
  const predecessor = schools[IS_SUCCEEDED];
  return predecessor ? [...schools, successorOf(predecessor)] : schools;
};

type Which = Readonly<{ kind: SchoolKind; number: number; span: Span }>;

const isOwn = (kind: SchoolKind): boolean => kind === 'maintained' || kind === 'mainstream';

const aSchool = (chance: Chance, { kind, number, span }: Which): SimulatedSchool => {
  const urn = String(FIRST_URN + number);
  return {
    ...{ number, kind, urn, providerId: idFor(urn) },
    ...whereabouts(chance, kind, number),
    name: `${schoolNames[number] ?? 'Unnamed'} ${chance.pick(WORDS[kind])}`,
    ages: chance.pick(agesFor(kind, number)),
    needs: kind === 'mainstream' ? EVERY_NEED : (NEEDS[number % NEEDS.length] ?? []),
    boards: boardingAt(chance, kind),
    ...pricing(chance, kind, number),
    ...fateOf(chance, number, span),
    uplifts: [],
  };
};

const whereabouts = (chance: Chance, kind: SchoolKind, number: number) => {
  const around = !isOwn(kind) && chance.happens(0.3);
  const near = homePlaces[number % homePlaces.length] ?? chance.pick(homePlaces);
  const where = around ? chance.pick(placesAround) : near;
  const postcode = postcodeIn(chance, where);
  const { easting, northing } = locateSimulated(postcode) ?? where;
  const localAuthority = around ? where.district : '886';
  return { postcode, easting, northing, town: where.town, localAuthority };
};

const pricing = (chance: Chance, kind: SchoolKind, number: number) =>
  isOwn(kind)
    ? { dayPence: 0, onFramework: false, returns: false }
    : {
        dayPence: chance.between(380, 780) * 100_00,
        onFramework: number % 3 === 0,
        returns: chance.happens(0.8),
      };

const idFor = (urn: string): string => providerIdFor(urn, { caller: '', commandId: '' });

const WORDS: Readonly<Record<SchoolKind, readonly string[]>> = {
  section41: ['School', 'House School', 'Grange School'],
  independent: ['School', 'Learning Centre', 'Lodge School'],
  nonMaintained: ['School', 'Trust School'],
  maintained: ['Academy', 'Special School'],
  mainstream: ['Primary School', 'Academy'],
  post16: ['College'],
};

const agesFor = (kind: SchoolKind, number: number): readonly SimulatedSchool['ages'][] => {
  if (kind === 'mainstream') return [AGES.mainstream[number % 2] ?? AGES.mainstream[0]];
  return kind === 'post16' ? AGES.post16 : AGES.special;
};

const boardingAt = (chance: Chance, kind: SchoolKind): SimulatedSchool['boards'] => {
  if (kind === 'maintained' || kind === 'mainstream' || !chance.happens(0.35)) return [];
  return chance.happens(0.5) ? ['termly', 'fiftyTwoWeek'] : ['termly'];
};

/** One school closes, one is taken over, and a few are closed to new learners for a time. */
const fateOf = (
  chance: Chance,
  number: number,
  { from, until }: Span,
): Partial<SimulatedSchool> => {
  const middle = academicYearOf(addDays(from, Math.round(daysBetween(from, until) * 0.6)));
  const changes = dayIn(middle, '08-31') > from ? middle : middle + 1;
  if (number === IS_CLOSED)
    return { closes: { announcedOn: dayIn(changes, '04-16'), on: dayIn(changes, '07-21') } };
  if (number === IS_SUCCEEDED) return { succeededOn: dayIn(changes, '09-01') };
  if (number % 11 !== 2) return {};
  const embargoFrom = addDays(
    from,
    chance.between(120, Math.max(150, daysBetween(from, until) - 200)),
  );
  return { embargo: { from: embargoFrom, to: addDays(embargoFrom, chance.between(90, 280)) } };
};

const successorOf = (predecessor: SimulatedSchool): SimulatedSchool => {
  const { succeededOn: on, embargo: _embargo, urn, name, ...same } = predecessor;
  if (on === undefined) throw new Error('It is not to be succeeded.');
  return {
    ...same,
    ...{ number: KINDS.length, name: `The New ${name}`, urn: String(SUCCESSOR_URN) },
    providerId: idFor(String(SUCCESSOR_URN)),
    succeeds: { urn, on },
    uplifts: [],
  };
};

export const isInmssKind = ({ kind }: SimulatedSchool): boolean =>
  kind === 'section41' || kind === 'independent' || kind === 'nonMaintained';

/** It is there, takes new learners, and will still be there for a while. */
export const takesOn = (
  { closes, embargo, succeeds, succeededOn }: SimulatedSchool,
  day: LocalDate,
): boolean =>
  !(closes && day >= addDays(closes.announcedOn, -400)) &&
  !(embargo && day >= embargo.from && day <= embargo.to) &&
  !(succeeds && day < addDays(succeeds.on, 300)) &&
  !(succeededOn !== undefined && day >= addDays(succeededOn, -250));
