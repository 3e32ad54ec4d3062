export * from './clocks.js';
export * from './open.js';
export * from './replay.js';
export * from './timeline.js';
