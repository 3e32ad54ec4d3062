export * from './carrying.js';
export * from './context.js';
export * from './correcting.js';
export * from './journeys.js';
export * from './ports.js';
