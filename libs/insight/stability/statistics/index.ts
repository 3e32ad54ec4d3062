export * from './aalen-johansen.js';
export * from './at-risk.js';
export * from './confidence.js';
export * from './kaplan-meier.js';
export * from './poisson.js';
export * from './quantiles.js';
export * from './shrinkage.js';
