export * from './transitions.commands.js';
export * from './transitions.decider.js';
export * from './transitions.events.js';
export * from './transitions.refusals.js';
export * from './transitions.sentences.js';
export * from './transitions.state.js';
