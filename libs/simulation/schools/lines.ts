import type { lineCodes, PriceLine } from '#libs/lifecycle';

/** A line of a price, as a command says one. */
export type Line = Readonly<
  Omit<PriceLine, 'code' | 'weeks'> & { code: (typeof lineCodes)[number]; weeks?: number }
>;
