export * from './breakdowns.commands.js';
export * from './breakdowns.decider.js';
export * from './breakdowns.events.js';
export * from './breakdowns.refusals.js';
export * from './breakdowns.sentences.js';
export * from './breakdowns.state.js';
export * from './ending-group.js';
