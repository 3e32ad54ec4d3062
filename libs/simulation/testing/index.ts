export * from './simulated.js';
