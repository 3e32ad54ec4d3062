import type { GridPoint } from './distance.js';
import type { Postcode } from './postcode.js';

/** Where a postcode is. `district`: ONS code, of the lower tier where there are two. */
export type PostcodePlace = GridPoint & Readonly<{ district: string }>;

export type PostcodeDirectory = Readonly<{
  /** `undefined`: there is no such postcode, or it is not on the British National Grid. */
  find: (postcode: Postcode) => Promise<PostcodePlace | undefined>;
}>;

export type PlacedPostcode = PostcodePlace & Readonly<{ postcode: Postcode }>;

/** What an import writes to. */
export type PostcodeShelf = Readonly<{
  /** Puts in what is new or different, all or none; returns how many were each. */
  put: (places: readonly PlacedPostcode[]) => Promise<Readonly<{ added: number; changed: number }>>;
}>;
