import { instantOf, type Instant } from '#libs/event-sourcing';

export { dayOf } from '#libs/lifecycle';

/** Now, in UTC. The clock gives milliseconds; the log tells apart what falls into the same one. */
export const now = (): Instant => instantOf(BigInt(Date.now()) * 1_000n);
