export { startDouble, type DoubleOptions, type EventStoreDouble } from './double/start.js';
