export * from './contract/contract.commands.js';
export * from './contract/contract.events.js';
export * from './contract/contract.state.js';
export * from './corrections/corrections.commands.js';
export * from './corrections/corrections.events.js';
export * from './gias/gias-import.js';
export * from './gias/gias-types.js';
export * from './identity/identity.commands.js';
export * from './identity/identity.events.js';
export * from './identity/identity.state.js';
export * from './placement-types.js';
export * from './provider-commands.js';
export * from './provider-events.js';
export * from './provider-rules.js';
export * from './provider-state.js';
export * from './provider.decider.js';
export * from './provider.refusals.js';
export * from './provider.sentences.js';
export * from './provision/provision.commands.js';
export * from './provision/provision.events.js';
export * from './provision/provision.state.js';
export * from './quality/quality.commands.js';
export * from './quality/quality.events.js';
export * from './quality/quality.state.js';
export * from './register.js';
export {
  providerIdFor,
  type ProviderHistory,
  type ProviderRegisterPorts,
  type ProviderWritten,
} from './register-recording.js';
export {
  isProviderCursor,
  type PageAsked,
  type ProviderPage,
  type ProviderQuery,
  type ProviderSummary,
} from './register-search.js';
export { categoryOf, snapshotAsOf } from './snapshot.js';
export * from './standing/standing.commands.js';
export * from './standing/standing.events.js';
export * from './standing/standing.state.js';
