export * from './starts.commands.js';
export * from './starts.decider.js';
export * from './starts.events.js';
export * from './starts.sentences.js';
export * from './starts.state.js';
export * from './terms.state.js';
