export { flagKinds, type FlagKind } from './episodes/index.js';
export { DIMENSIONS as stabilityDimensions } from './measures/dimensions.js';
export type { AtRiskEntry } from './queries/at-risk-page.js';
export type { GapEntry } from './queries/gaps-page.js';
export type { StabilityQueries } from './queries/stability-queries.js';
export type { SurvivalAnswer } from './queries/survival-curves.js';
export { transitionMatrix, type MatrixRow } from './queries/transition-matrix.js';
