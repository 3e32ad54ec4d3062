import type { LocalDate } from '#libs/event-sourcing';
import { academicYearOf, type SettingCategory } from '#libs/lifecycle';
import { milesBetween } from '#libs/places';
import { takesOn, type SchoolKind, type SimulatedSchool } from '../schools/schools.js';
import { locateSimulated } from '../world/places.js';
import { yearGroupIn, type Life } from './life.js';

export const INMSS: readonly SchoolKind[] = ['section41', 'independent', 'nonMaintained'];
export const OWN: readonly SchoolKind[] = ['maintained', 'mainstream'];

const AGE_IN_RECEPTION = 4;

/** How old the learner is at the beginning of the school year of a day. */
export const ageOn = (life: Life, day: LocalDate): number =>
  yearGroupIn(life, academicYearOf(day)) + AGE_IN_RECEPTION;

export const milesTo = ({ learner }: Life, school: SimulatedSchool): number => {
  const home = locateSimulated(learner.home.address.postcode);
  return home ? milesBetween(home, school) : 0;
};

const WITHIN_MILES = 60;

/** Schools of these kinds that could take the learner from a day on, the nearest first. */
export const schoolsFor = (
  life: Life,
  kinds: readonly SchoolKind[],
  startOn: LocalDate,
): readonly SimulatedSchool[] => {
  const age = ageOn(life, startOn);
  const current = life.stay?.school;
  return life.world.schools
    .filter(
      (school) =>
        kinds.includes(school.kind) &&
        school !== current &&
        takesOn(school, startOn) &&
        school.ages.from <= age &&
        age < school.ages.to &&
        school.needs.includes(life.learner.primaryNeed),
    )
    .map((school) => ({ school, miles: milesTo(life, school) }))
    .filter(({ miles }) => miles < WITHIN_MILES)
    .toSorted((one, other) => one.miles - other.miles)
    .map(({ school }) => school);
};

const CATEGORY: Readonly<Record<SchoolKind, SettingCategory>> = {
  section41: 'independentSection41',
  independent: 'independent',
  nonMaintained: 'nonMaintainedSpecial',
  maintained: 'maintainedSpecial',
  mainstream: 'mainstream',
  post16: 'specialPost16',
};

export const categoryOfKind = (kind: SchoolKind): SettingCategory => CATEGORY[kind];

const POST_16 = 16;

/** Which kinds of school are looked for when nothing is settled: a third have fees. */
export const kindsFor = (life: Life, startOn: LocalDate): readonly SchoolKind[] => {
  if (ageOn(life, startOn) >= POST_16 && life.chance.happens(0.5)) return ['post16', ...INMSS];
  return life.chance.weighted([
    [INMSS, 38],
    [['maintained'], 32],
    [['mainstream'], 30],
  ] as readonly (readonly [readonly SchoolKind[], number])[]);
};
