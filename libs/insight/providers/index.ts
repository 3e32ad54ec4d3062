export {
  codesOf,
  NO_BEGINNING,
  providerIdOf,
  providerStreamOf,
  STILL,
} from './provider-columns.js';
export { readProviderFacts, type ProviderFacts } from './provider-facts.js';
export { providerTables, type ProviderTables } from './provider-tables.js';
export { defaultTerms, isWeekday, weekdayOf, type SchoolTerm } from './default-terms.js';
export * from './school-calendar.js';
export * from './successors.js';
