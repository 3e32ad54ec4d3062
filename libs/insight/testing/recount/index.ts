export * from './recounted-demand.js';
export * from './recounted-placements.js';
export * from './recounted-reviews.js';
export { toldLife, type Tally, type ToldLife } from './told-lives.js';
