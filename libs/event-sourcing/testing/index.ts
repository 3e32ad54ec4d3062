export { appendAsTold, type Acknowledged, type AppendTask } from './append-as-told.js';
export { startProgram, typescriptProgram, type CommandLine } from './child.js';
export type { OpenedLog, OpenLog } from './contract/log.js';
export { eventStoreContract } from './event-store.contract.js';
export * from './lending.js';
export {
  knowingly,
  scenario,
  type Given,
  type GivenEvent,
  type Outcome,
  type Scenario,
  type Wish,
} from './scenario.js';
export { exampleKey } from './storable.js';
