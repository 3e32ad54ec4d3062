export * from './requests.commands.js';
export * from './requests.decider.js';
export * from './requests.events.js';
export * from './requests.sentences.js';
export * from './requests.state.js';
