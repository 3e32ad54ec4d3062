export { reception } from './identity.js';
export * from './record.commands.js';
export * from './record.decider.js';
export * from './record.events.js';
export * from './record.refusals.js';
export * from './record.sentences.js';
export * from './record.state.js';
export * from './need-names.js';
