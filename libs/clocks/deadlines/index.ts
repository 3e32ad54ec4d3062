export * from './deadline.events.js';
export * from './deadline.state.js';
export * from './deadlines.js';
