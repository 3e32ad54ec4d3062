export * from './visitors.js';
