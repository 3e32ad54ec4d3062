export * from './provider.examples.js';
export * from './register.examples.js';
