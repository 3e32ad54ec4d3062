export * from './carried.js';
export * from './carrying.js';
export * from './context.js';
export * from './correcting.js';
export * from './journeys.js';
export * from './planned.js';
export * from './ports.js';
export * from './rehearsing.js';
