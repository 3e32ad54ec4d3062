export type { Answer, Cell, Disclosure, Value } from './answer.js';
export { askMeasure } from './asking.js';
export { measureNamed, measures } from './catalogue.js';
export * from './described.js';
export { fact, type Condition, type Expression } from './expression.js';
export * from './measure.js';
export { periodNames, type PeriodName } from './periods.js';
export type { Question } from './question.js';
export * from './read-question.js';
