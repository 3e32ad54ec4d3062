export * from './recounts.js';
export { toldLife, type Tally, type ToldLife } from './told-lives.js';
