export * from './desk.js';
