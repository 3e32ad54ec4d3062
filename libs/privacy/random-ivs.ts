import { randomFillSync } from 'node:crypto';

const IV_BYTES = 12;
const DRAWN_AT_ONCE = 512;

/**
 * Random ivs for AES-GCM, each given out once. Drawn many at a time: to ask the system for twelve
 * bytes takes as long as to encrypt what they are for.
 */
export const randomIvs = (): (() => Buffer) => {
  let drawn = Buffer.alloc(0);
  let next = 0;
  return () => {
    if (next === drawn.length) {
      drawn = randomFillSync(Buffer.alloc(IV_BYTES * DRAWN_AT_ONCE));
      next = 0;
    }
    next += IV_BYTES;
    return drawn.subarray(next - IV_BYTES, next);
  };
};
