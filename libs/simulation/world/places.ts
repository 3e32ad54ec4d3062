import { hash } from 'node:crypto';
import type { GridPoint } from '#libs/places';
import type { Chance } from '../machinery/chance.js';
import { streetNames } from './names.js';

/** A place in or near the authority's area, with about where its postcodes lie. */
type Place = Readonly<{
  town: string;
  outward: string;
  district: string;
  easting: number;
  northing: number;
}>;

const place = (
  [town, outward]: readonly [string, string],
  district: string,
  [easting, northing]: readonly [number, number],
): Place => ({ town, outward, district, easting, northing });

/** Towns of Kent; districts by their ONS code. */
export const homePlaces: readonly Place[] = [
  place(['Ashford', 'TN23'], 'E07000105', [600_900, 142_600]),
  place(['Canterbury', 'CT2'], 'E07000106', [614_900, 158_800]),
  place(['Dartford', 'DA1'], 'E07000107', [554_200, 174_200]),
  place(['Dover', 'CT16'], 'E07000108', [631_800, 142_500]),
  place(['Gravesend', 'DA12'], 'E07000109', [566_200, 172_900]),
  place(['Maidstone', 'ME14'], 'E07000110', [576_000, 156_300]),
  place(['Maidstone', 'ME15'], 'E07000110', [576_500, 153_800]),
  place(['Sevenoaks', 'TN13'], 'E07000111', [552_900, 155_500]),
  place(['Folkestone', 'CT19'], 'E07000112', [622_300, 137_000]),
  place(['Sittingbourne', 'ME10'], 'E07000113', [590_500, 163_600]),
  place(['Margate', 'CT9'], 'E07000114', [635_700, 169_800]),
  place(['Ramsgate', 'CT11'], 'E07000114', [637_800, 165_300]),
  place(['Tonbridge', 'TN9'], 'E07000115', [559_000, 146_500]),
  place(['Tunbridge Wells', 'TN4'], 'E07000116', [558_300, 140_800]),
];

/** Where schools are that lie outside of the area, with the authority's code as the district. */
export const placesAround: readonly Place[] = [
  place(['Chatham', 'ME5'], '887', [576_300, 165_400]),
  place(['Bexhill', 'TN39'], '845', [573_000, 108_500]),
  place(['Crowborough', 'TN6'], '845', [551_500, 130_700]),
  place(['Orpington', 'BR6'], '305', [545_600, 165_500]),
  place(['Redhill', 'RH1'], '936', [528_000, 150_600]),
  place(['Grays', 'RM17'], '883', [561_700, 178_200]),
];

const LETTERS = 'ABDEFGHJLNPQRSTUWXYZ';

/** A postcode as there might be one there. */
export const postcodeIn = (chance: Chance, { outward }: Place): string => {
  const letter = (): string => LETTERS[chance.between(0, LETTERS.length - 1)] ?? 'A';
  return `${outward} ${chance.between(1, 9)}${letter()}${letter()}`;
};

export type Address = Readonly<{ lines: readonly string[]; postcode: string }>;
export type Home = Readonly<{ address: Address; district: string }>;

export const aHome = (chance: Chance): Home => {
  const where = chance.pick(homePlaces);
  const street = `${chance.between(1, 120)} ${chance.pick(streetNames)}`;
  return {
    address: { lines: [street, where.town], postcode: postcodeIn(chance, where) },
    district: where.district,
  };
};

const SPREAD_METRES = 2_500;

/** Where a made-up postcode lies: near its town, always at the same spot. */
export const locateSimulated = (postcode: string): GridPoint | undefined => {
  const [outward] = postcode.split(' ');
  const where = [...homePlaces, ...placesAround].find((one) => one.outward === outward);
  if (!where) return undefined;
  const digest = hash('sha256', postcode, 'buffer');
  const off = (at: number): number =>
    Math.round((digest.readUInt16BE(at) / 0xffff - 0.5) * 2 * SPREAD_METRES);
  return { easting: where.easting + off(0), northing: where.northing + off(2) };
};
