export * from './create-api.js';
export { allProblems } from './door/problems.js';
export { Route } from './door/route.js';
