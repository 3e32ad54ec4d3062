export * from './lending-log.js';
export * from './lending-tables.js';
