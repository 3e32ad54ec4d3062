export * from './access-log.js';
export * from './sqlite-access-log.js';
export { type Finding, type Problem } from './event-check.js';
export * from './verify.js';
