export * from './keep-watching.js';
export * from './watcher.js';
