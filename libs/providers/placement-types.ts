/** Kinds of placement that a price, a capability or an embargo may be about. */
export const placementTypes = [
  ...['day', 'partTime', 'weekly', 'termly', 'fiftyTwoWeek', 'other'],
] as const;
export type PlacementType = (typeof placementTypes)[number];
