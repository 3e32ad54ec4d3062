export * from './key-store-contract.js';
export * from './temporary-key-store.js';
