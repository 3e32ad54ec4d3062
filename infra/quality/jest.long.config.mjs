import base from '../../jest.config.mjs';

/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../..',
  testRegex: '\\.long\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/'],
};
