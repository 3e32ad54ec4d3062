import { addDays, type NeedCode } from '#libs/lifecycle';
import { dayIn } from '../machinery/calendar.js';
import type { Chance } from '../machinery/chance.js';
import { familyNames, givenNames } from '../world/names.js';
import { aHome } from '../world/places.js';
import type { Learner } from './life.js';

/** Primary needs of all plans in Kent, per thousand (published statistics, January 2025). */
const NEEDS: readonly (readonly [NeedCode, number])[] = [
  ...([
    ['ASD', 462],
    ['SEMH', 186],
    ['SLCN', 174],
    ['MLD', 50],
    ['SLD', 39],
    ['PD', 31],
  ] as const),
  ...([
    ['SPLD', 19],
    ['PMLD', 18],
    ['HI', 9],
    ['VI', 4],
    ['MSI', 1],
    ['OTH', 7],
  ] as const),
];

const FURTHER: readonly NeedCode[] = ['SLCN', 'SEMH', 'MLD', 'SPLD', 'ASD', 'PD'];
const BORN_BEFORE_RECEPTION = 5;

/** A learner of a year group. No two of one simulation have the same pupil number. */
export const aLearner = (chance: Chance, number: number, cohort: number): Learner => {
  const sex = chance.happens(0.72) ? 'male' : 'female';
  const primaryNeed = chance.weighted(NEEDS);
  return {
    name: { given: chance.pick(givenNames[sex]), family: chance.pick(familyNames) },
    ...{ sex, cohort, primaryNeed },
    dateOfBirth: addDays(dayIn(cohort - BORN_BEFORE_RECEPTION, '09-01'), chance.between(0, 364)),
    ...pupilNumber(chance, number, cohort),
    home: aHome(chance),
    furtherNeeds: chance
      .some(
        FURTHER,
        chance.weighted([
          [0, 4],
          [1, 4],
          [2, 2],
        ]),
      )
      .filter((need) => need !== primaryNeed),
  };
};

const pupilNumber = (
  chance: Chance,
  number: number,
  cohort: number,
): Pick<Learner, 'upn' | 'upnUnknownReason'> => {
  if (chance.happens(0.03))
    return {
      upnUnknownReason: chance.weighted([
        ['UN1', 5],
        ['UN2', 3],
        ['UN8', 2],
      ] as const),
    };
  return { upn: upnFor(number, cohort) };
};

const CHECK_LETTERS = 'ABCDEFGHJKLMNPQRTUVWXYZ';
const FIRST_ESTABLISHMENT = 2_000;
const SERIALS = 1_000;

/** A pupil number as a school of the authority would have given it out, with its check letter. */
export const upnFor = (number: number, cohort: number): string => {
  const establishment = FIRST_ESTABLISHMENT + Math.floor(number / SERIALS);
  const serial = String(number % SERIALS).padStart(3, '0');
  const digits = `886${establishment}${String(cohort % 100).padStart(2, '0')}${serial}`;
  const sum = Array.from(digits, Number).reduce((so, digit, at) => so + digit * (at + 2), 0);
  return `${CHECK_LETTERS[sum % CHECK_LETTERS.length]}${digits}`;
};
