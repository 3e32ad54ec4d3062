export type { Explaining } from './explaining.js';
export * from './figure-events.js';
export * from './figures.js';
