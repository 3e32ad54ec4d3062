export * from './clock.js';
export * from './configuration.js';
export * from './folder.js';
export * from './open-service.js';
