/** A point on the British National Grid, in metres. */
export type GridPoint = Readonly<{ easting: number; northing: number }>;

const METRES_PER_KILOMETRE = 1_000;
const KILOMETRES_PER_MILE = 1.6093;

/**
 * Miles as the crow flies, to one decimal, as the SSDA903 guidance computes them (with its
 * kilometres per mile, not a better one: the figures are compared nationally).
 */
export const milesBetween = (one: GridPoint, other: GridPoint): number => {
  const metres = Math.hypot(one.easting - other.easting, one.northing - other.northing);
  return Math.round((metres / METRES_PER_KILOMETRE / KILOMETRES_PER_MILE) * 10) / 10;
};
