// Mutants of the deciders of one module of libs/lifecycle, named by MUTANTS_OF; docs/mutation.md says
// what came of it. `npm run mutants` runs this for every module.
import { pathToFileURL } from 'node:url';

const module = process.env.MUTANTS_OF ?? 'offers';
const folder = `libs/lifecycle/${module}`;
const typescript = pathToFileURL(`${import.meta.dirname}/typescript.mjs`).href;

/** @type {import('@stryker-mutator/api/core').PartialStrykerOptions} */
export default {
  plugins: [`${import.meta.dirname}/runner.mjs`, '@stryker-mutator/jest-runner'],
  testRunner: 'loaded-once',
  testRunnerNodeArgs: ['--conditions=source', `--import=${typescript}`],
  loadedOnce: { specs: [`${folder}/*.spec.ts`] },
  mutate: [
    `${folder}/*.decider.ts`,
    `${folder}/*.rules.ts`,
    `${folder}/{identity,ending-group,ending-reasons,said-again,same-value}.ts`,
  ],
  ignorePatterns: [
    '*',
    '!libs/{lifecycle,event-sourcing}/**',
    '!package.json',
    '!jest.config.mjs',
    '!infra/quality/**',
  ],
  jest: { configFile: 'infra/quality/mutants/jest.config.mjs', enableFindRelatedTests: false },
  coverageAnalysis: 'perTest',
  concurrency: Number(process.env.MUTANTS_AT_ONCE ?? 1),
  reporters: ['json', 'clear-text'],
  clearTextReporter: { allowColor: false, reportTests: false, reportScoreTable: false },
  jsonReporter: { fileName: `reports/mutants/${module}.json` },
  tempDirName: '.stryker-tmp',
  // A mutant of what is evaluated on loading needs a process of its own, slow on a busy machine; an
  // endless loop is found by counting, not by this clock.
  timeoutMS: 60_000,
  allowConsoleColors: false,
  disableTypeChecks: false,
  warnings: { unknownOptions: false },
  thresholds: { high: 95, low: 85, break: 85 },
};
