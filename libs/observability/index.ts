export * from './event-store-metrics.js';
export { type LogFields } from './loggable.js';
export * from './log.js';
export * from './metrics.js';
export * from './nest-logger.js';
export * from './request-observer.js';
