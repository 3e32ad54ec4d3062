export { isBankHoliday, isWorkingDay } from './bank-holidays.js';
export * from './catalogue.js';
export * from './clock.js';
export * from './clocks-of.js';
export * from './dateless.js';
export { clockedTypes, isClocked } from './facts.js';
export { workingDaysBeginningWith } from './counting.js';
export * from './sentences.js';
export * from './standing.js';
