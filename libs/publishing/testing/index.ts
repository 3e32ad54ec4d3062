export * from './told.js';
