/** Where the threads of a rebuild have got to; the memory itself is shared. */
export type SharedWork = Int32Array<SharedArrayBuffer>;

const TAKEN = 0;
const HELPER = 1;
const EXPECTED = 0;
const HELPING = 1;
const UNNEEDED = 2;

export const createSharedWork = (): SharedWork =>
  new Int32Array(new SharedArrayBuffer(2 * Int32Array.BYTES_PER_ELEMENT));

/** The next stream that nobody has taken, until there is none. */
export const takingFrom =
  (streams: readonly string[], work: SharedWork): (() => string | undefined) =>
  () =>
    streams[Atomics.add(work, TAKEN, 1)];

/** The helper says that it begins. False when everything was done before it was there. */
export const beginsToHelp = (work: SharedWork): boolean =>
  Atomics.compareExchange(work, HELPER, EXPECTED, HELPING) === EXPECTED;

/** Whether the helper has begun; if not, it will not begin any more. */
export const hasHelped = (work: SharedWork): boolean =>
  Atomics.compareExchange(work, HELPER, EXPECTED, UNNEEDED) === HELPING;
