export * from './open.js';
export * from './replay.js';
export * from './timeline.js';
