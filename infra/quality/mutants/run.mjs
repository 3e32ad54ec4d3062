// Tries the mutants of the named modules of libs/lifecycle, or of all that decide, one after the
// other, and prints the table of docs/mutation.md. The reports stay in reports/mutants.
import { spawnSync } from 'node:child_process';
import { globSync, readFileSync } from 'node:fs';

const deciding = () => {
  const folders = globSync('libs/lifecycle/*/*.decider.ts').map((path) => path.split('/')[2]);
  return [...new Set(folders)].filter((folder) => folder !== 'journey').sort();
};

const stryker = 'node_modules/@stryker-mutator/core/bin/stryker.js';

const tried = (module) => {
  const { status } = spawnSync(
    process.execPath,
    [stryker, 'run', 'infra/quality/mutants/stryker.config.mjs'],
    { stdio: ['ignore', 2, 2], env: { ...process.env, MUTANTS_OF: module } },
  );
  return status === 0;
};

const countsOf = (module) => {
  const { files } = JSON.parse(readFileSync(`reports/mutants/${module}.json`, 'utf8'));
  const statuses = Object.values(files).flatMap(({ mutants }) => mutants.map((one) => one.status));
  const count = (...wanted) => statuses.filter((status) => wanted.includes(status)).length;
  const found = count('Killed', 'Timeout');
  const missed = { survived: count('Survived'), untested: count('NoCoverage') };
  const judged = found + missed.survived + missed.untested;
  return { all: statuses.length, found, ...missed, score: ((100 * found) / judged).toFixed(1) };
};

const row = (module) => {
  const { all, found, survived, untested, score } = countsOf(module);
  return `| ${[module, all, found, survived, untested, `${score} %`].join(' | ')} |`;
};

const named = process.argv.slice(2);
const modules = named.length > 0 ? named : deciding();
const failed = modules.filter((module) => !tried(module));

console.log('| Module | Mutants | Killed | Survived | Reached by no test | Score |');
console.log('| --- | --- | --- | --- | --- | --- |');
console.log(modules.map(row).join('\n'));
if (failed.length > 0) {
  console.error(`Below 85 %, or not tried to the end: ${failed.join(', ')}.`);
  process.exitCode = 1;
}
