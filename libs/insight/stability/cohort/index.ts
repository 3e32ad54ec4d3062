export * from './child.js';
export * from './late-outcome.js';
export * from './read-cohort.js';
