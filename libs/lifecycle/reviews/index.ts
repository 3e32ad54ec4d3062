export * from './reviews.commands.js';
export * from './reviews.decider.js';
export * from './reviews.events.js';
export * from './reviews.refusals.js';
export * from './reviews.sentences.js';
export * from './reviews.state.js';
