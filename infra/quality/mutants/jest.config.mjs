import base from '../../../jest.config.mjs';

// For Stryker's own Jest runner, by which the verdicts of ours are checked.
/** @type {import('jest').Config} */
export default {
  ...base,
  rootDir: '../../..',
  roots: [`<rootDir>/libs/lifecycle/${process.env.MUTANTS_OF}`],
  modulePathIgnorePatterns: [],
};
