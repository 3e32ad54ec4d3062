export * from './journey-commands.js';
export * from './journey-events.js';
export * from './journey-state.js';
export * from './journey.decider.js';
export * from './journey.refusals.js';
export * from './journey.sentences.js';
