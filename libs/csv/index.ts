export * from './csv-records.js';
export * from './encoding.js';
