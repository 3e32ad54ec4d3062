export { kpis, ratingWords, type Kpi, type RatingWord } from './kpis.js';
export type { Score, Scorecard } from './scorecard.js';
export type { ScorecardQuery } from './scorecard-query.js';
