export * from './replay.js';
export * from './timeline.js';
