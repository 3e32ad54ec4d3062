export * from './world.js';
export * from './journey-log.js';
export * from './life.js';
export * from './whole-lives.js';
export * from './provider-world.js';
export * from './stays.js';
export * from './moved-lives.js';
export { openTables, type OpenTables } from './open-tables.js';
