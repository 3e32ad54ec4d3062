export type { CloudEvent } from './cloud-event.js';
export { audiences, type Audience } from './contract.js';
export { contracts, isAudience } from './contracts/index.js';
export { breaksOf, type Schemas } from './documents/compatibility.js';
export { publicPages } from './documents/pages.js';
export { schemaOf, schemasOf } from './documents/schemas.js';
export * from './feed.js';
export type { PublishingPorts } from './teller.js';
export type { Sees } from './telling.js';
