import type { Disclosure } from './answer.js';

/** For use inside the authority: nothing is kept back. */
export const AS_COUNTED: Disclosure = {
  says: 'As counted: small numbers are neither kept back nor rounded. Not for publication.',
  suppressedBelow: undefined,
  roundedTo: undefined,
  suppressedCells: 0,
};
