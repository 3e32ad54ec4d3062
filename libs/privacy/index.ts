export * from './finish-destructions.js';
export * from './key-store.js';
export * from './master-key.js';
export * from './random-ivs.js';
export * from './sqlite-key-store.js';
export { UnreadableSecret } from './subject-secret.js';
