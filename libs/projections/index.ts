export { asKnownAt } from './as-known-at.js';
export { microsIn } from './appends.js';
export type { BuildProgress, BuildReport } from './build.js';
export type { CheckReport, Difference } from './check-tables.js';
export { openEnd, type BookkeepingTables, type Parked } from './database.js';
export type { RebuildOptions } from './feeding.js';
export {
  NotBuiltYet,
  openProjection,
  type Lag,
  type OpenedProjection,
  type ProjectionStatus,
} from './open-projection.js';
export type { ProjectionOptions } from './options.js';
export * from './projection.js';
export { RebuildCancelled } from './rebuild-part.js';
export { serveRebuildPart, type OpenedForRebuild, type RebuildWorker } from './rebuild-worker.js';
export type { Share } from './shares.js';
export * from './tables.js';
export type { Source } from './target.js';
