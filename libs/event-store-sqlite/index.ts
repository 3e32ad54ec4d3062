export { fileProblems } from './file-check.js';
export { openSqliteEventStore, type SqliteEventStoreOptions } from './store.js';
