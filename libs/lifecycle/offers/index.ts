export * from './offers.commands.js';
export * from './offers.decider.js';
export * from './offers.events.js';
export * from './offers.refusals.js';
export * from './offers.sentences.js';
export * from './offers.state.js';
