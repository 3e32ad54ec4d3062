export { assertAppendable } from './append-check.js';
export * from './canonical.js';
export * from './catalogue.js';
export * from './codec.js';
export * from './decider.js';
export * from './effective-order.js';
export {
  FIRST_PREVIOUS,
  keepSealed,
  personalValuesIn,
  RESTATEMENT,
  UnreadableEvent,
  type Envelope,
  type KeyLookup,
  type Restated,
} from './envelope.js';
export * from './event.js';
export * from './event-store.js';
export * from './fold.js';
export * from './ids.js';
export * from './planning.js';
export * from './recorder.js';
export * from './sealing.js';
export * from './times.js';
