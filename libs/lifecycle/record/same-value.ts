import { canonical } from '#libs/event-sourcing';

/** The same when stored: whatever the order of fields, and whether left out or undefined. */
export const sameValue = (one: unknown, other: unknown): boolean =>
  canonical({ value: one }) === canonical({ value: other });
