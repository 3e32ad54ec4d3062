export * from './create-api.js';
export { allProblems } from './door/problems.js';
