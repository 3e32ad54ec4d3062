import type { Service } from '#libs/platform';

/** What the API serves: everything the platform has put together. */
export const SERVICE = Symbol('service');
export type { Service };
