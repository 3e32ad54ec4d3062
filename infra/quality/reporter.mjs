import { appendFileSync } from 'node:fs';
import { relative } from 'node:path';

const reasonAtEnd = / \[(needs [^\]]+)\]$/;
const notRun = new Set(['pending', 'skipped', 'todo', 'disabled']);

/** Every test that did not run, in words: where, which, why. */
export const skippedLines = (results, root) =>
  results.testResults.flatMap(({ testFilePath, testResults }) =>
    testResults
      .filter(({ status }) => notRun.has(status))
      .map(({ fullName }) => {
        const reason = reasonAtEnd.exec(fullName)?.[1] ?? 'no reason is given';
        const name = fullName.replace(reasonAtEnd, '');
        return `skipped: ${relative(root, testFilePath)}: ${name}: ${reason}`;
      }),
  );

/** A file that could not be run at all counts as one failure. */
export const countsOf = (results) => ({
  passed: results.numPassedTests,
  failed: results.numFailedTests + results.numRuntimeErrorTestSuites,
  skipped: results.numPendingTests + results.numTodoTests,
});

/** Tells at the end what was skipped and why; adds the counts to $TEST_COUNTS for .ci/run. */
export default class SkippedWithReasons {
  constructor(globalConfig) {
    this.root = globalConfig.rootDir;
  }

  onRunComplete(_contexts, results) {
    for (const line of skippedLines(results, this.root)) process.stderr.write(`${line}\n`);
    const { passed, failed, skipped } = countsOf(results);
    const file = process.env.TEST_COUNTS;
    if (file) appendFileSync(file, `${passed} ${failed} ${skipped}\n`);
  }
}
