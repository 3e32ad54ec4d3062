export * from './at-risk-flags.js';
export * from './episode.js';
export * from './episodes.js';
export * from './moves.js';
export * from './plan-spells.js';
export * from './provision-gaps.js';
export * from './setting-types.js';
