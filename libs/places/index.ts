export * from './authorities.js';
export * from './distance.js';
export * from './onspd-import.js';
export * from './postcode.js';
export * from './postcode-directory.js';
export * from './sqlite-postcode-directory.js';
