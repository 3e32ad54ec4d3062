// A test runner for Stryker that loads the specs once and then switches mutants on and off in the
// loaded code. Stryker's runner for Jest loads every spec again for every mutant, which takes seconds
// where these tests take milliseconds. What is pure can be tried this way; what keeps state cannot.
import { globSync } from 'node:fs';
import { resolve } from 'node:path';
import { failureOf, loadSpecs } from './specs.mjs';

const stryker = (globalThis.__stryker__ ??= {});

class LoadedOnce {
  static inject = ['options'];
  #patterns;
  #tests;

  constructor(options) {
    this.#patterns = options.loadedOnce.specs;
  }

  capabilities() {
    // A module stays loaded for as long as the process: Stryker starts another where it has to.
    return { reloadEnvironment: false };
  }

  async dryRun() {
    const tests = [];
    for (const test of await this.#loaded()) {
      stryker.currentTestId = test.id;
      const begun = performance.now();
      const failure = await failureOf(test);
      const { id, name, file: fileName } = test;
      const result = { id, name, fileName, timeSpentMs: Math.ceil(performance.now() - begun) };
      tests.push(
        failure === undefined
          ? { ...result, status: 0 }
          : { ...result, status: 1, failureMessage: failure },
      );
    }
    stryker.currentTestId = undefined;
    return { status: 'complete', tests, mutantCoverage: stryker.mutantCoverage };
  }

  async mutantRun({ activeMutant, mutantActivation, testFilter, hitLimit }) {
    const switched = mutantActivation === 'runtime';
    if (switched) await this.#loaded();
    const hitCount = hitLimit === undefined ? undefined : 0;
    Object.assign(stryker, { activeMutant: activeMutant.id, hitLimit, hitCount });
    const tests = await this.#loaded().catch(String);
    if (typeof tests === 'string') return { status: 'error', errorMessage: tests };
    const wanted = new Set(testFilter ?? tests.map(({ id }) => id));
    const verdict = await verdictOf(tests.filter(({ id }) => wanted.has(id)));
    stryker.activeMutant = undefined;
    if (switched) await assertUnspoilt(tests, verdict);
    return verdict;
  }

  async #loaded() {
    this.#tests ??= await loadSpecs(
      globSync(this.#patterns)
        .sort()
        .map((file) => resolve(file)),
    );
    return this.#tests;
  }
}

const verdictOf = async (tests) => {
  for (const [index, test] of tests.entries()) {
    const failureMessage = await failureOf(test);
    if (stryker.hitCount > stryker.hitLimit)
      return { status: 'timeout', reason: 'a loop that does not end' };
    if (failureMessage !== undefined)
      return { status: 'killed', killedBy: [test.id], failureMessage, nrOfTests: index + 1 };
  }
  return { status: 'survived', nrOfTests: tests.length };
};

/** A kill counts when the test passes again without the mutant; otherwise Stryker loads it all anew. */
const assertUnspoilt = async (tests, { killedBy = [] }) => {
  for (const test of tests.filter(({ id }) => killedBy.includes(id))) {
    const failure = await failureOf(test);
    if (failure !== undefined) throw new Error(`A mutant left ${test.name} spoilt: ${failure}`);
  }
};

export const strykerPlugins = [
  { kind: 'TestRunner', name: 'loaded-once', injectableClass: LoadedOnce },
];
