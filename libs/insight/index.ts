export * from './boards/index.js';
export * from './commitments/index.js';
export { journeyTables, type JourneyTables } from './journey-tables.js';
export { peopleTables, type PeopleTables } from './people-tables.js';
export * from './providers/index.js';
export type { PeopleQuery } from './queries/find-people.js';
export * from './figures/index.js';
export * from './measures/index.js';
export type {
  DataQualityEntry,
  DataQualityQuery,
  IrregularitiesQuery,
  IrregularityEntry,
} from './queries/findings-pages.js';
export { BadCursor, type Page, type Paging } from './queries/page.js';
export type { RegisterEntry, RegisterFilters, RegisterQuery } from './queries/register-page.js';
export type { Viewer } from './queries/viewer.js';
export type { NextStep, Whose, WorklistEntry, WorklistQuery } from './queries/worklist-page.js';
export { stepInWords } from './queries/worklist-page.js';
export * from './read-models.js';
export { setsOfTables, type ReadModelsOptions, type Which } from './sets-of-tables.js';
export * from './steps/steps.js';
export * from './stability/index.js';
export { NO_END } from './tables/assignments.js';
export type { DataQualityKind } from './tables/irregularities.js';
export type { PlacementStatus } from './tables/register.js';
export * from './scorecard/index.js';
