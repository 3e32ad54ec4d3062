import { spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, utimesSync } from 'node:fs';
import { join } from 'node:path';
import { plantedTree, type PlantedTree } from './planted-tree.js';

const lockOf = (version: string): string =>
  JSON.stringify({
    packages: {
      '': {},
      'node_modules/typescript': { version, integrity: 'one' },
      'node_modules/for-another-platform': { version: '1.0.0', optional: true },
    },
  });

/** Stands in for `npm ci`: notes each call, takes its time, and installs a compiler that copies. */
const npm = `
const { appendFileSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
appendFileSync('calls.log', 'npm ' + process.argv.slice(2).join(' ') + '\\n');
if (process.env.BROKEN) process.exit(1);
Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 300);
const { packages } = JSON.parse(readFileSync('package-lock.json', 'utf8'));
delete packages[''];
delete packages['node_modules/for-another-platform'];
mkdirSync('node_modules/typescript/bin', { recursive: true });
writeFileSync('node_modules/.package-lock.json', JSON.stringify({ packages }));
writeFileSync('node_modules/typescript/bin/tsc', readFileSync('compiler.cjs'));
`;

const compiler = `
const { appendFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } = require('node:fs');
appendFileSync('calls.log', 'tsc\\n');
mkdirSync('dist/libs/a', { recursive: true });
for (const name of ['index', 'other'])
  if (existsSync('libs/a/' + name + '.ts'))
    writeFileSync('dist/libs/a/' + name + '.js', readFileSync('libs/a/' + name + '.ts'));
if (readFileSync('libs/a/index.ts', 'utf8').includes('wrong')) process.exit(2);
`;

describe('making a clone ready', () => {
  let tree: PlantedTree;

  beforeEach(() => {
    tree = plantedTree(
      {
        'package.json': '{"type":"module"}',
        'package-lock.json': lockOf('1.0.0'),
        'npm/npm.cjs': npm,
        'npm/npm-cli.js': "require('./npm.cjs');",
        'npm/package.json': '{"type":"commonjs"}',
        'compiler.cjs': compiler,
        'libs/a/index.ts': 'one',
        'libs/a/other.ts': 'other',
      },
      ['infra/scripts'],
    );
  });
  afterEach(() => tree.remove());

  const environment = (): NodeJS.ProcessEnv => ({
    npm_execpath: join(tree.root, 'npm', 'npm-cli.js'),
  });
  const ready = (args: readonly string[] = ['build'], env: NodeJS.ProcessEnv = {}) =>
    tree.run('node', ['infra/scripts/ready.mjs', ...args], { ...environment(), ...env });
  const calls = (): readonly string[] =>
    existsSync(join(tree.root, 'calls.log'))
      ? readFileSync(join(tree.root, 'calls.log'), 'utf8')
          .trim()
          .split('\n')
          .map((line) => line.split(' ').slice(0, 2).join(' '))
      : [];
  const compiled = (name: string): string => join(tree.root, 'dist', 'libs', 'a', `${name}.js`);

  it('installs and compiles, and keeps stdout for the command that follows', () => {
    const { status, stdout } = ready();
    expect([status, stdout]).toEqual([0, '']);
    expect(calls()).toEqual(['npm ci', 'tsc']);
  });

  it('compiles only when asked', () => {
    ready([]);
    expect(calls()).toEqual(['npm ci']);
  });

  it('does nothing the second time, whatever the times of the lock files', () => {
    ready();
    utimesSync(join(tree.root, 'package-lock.json'), 4e9, 4e9);
    expect(ready().output).toBe('');
    expect(calls()).toEqual(['npm ci', 'tsc']);
  });

  it('installs again when the lock file says another version', () => {
    ready();
    tree.plant({ 'package-lock.json': lockOf('1.0.1') });
    ready();
    expect(calls()).toEqual(['npm ci', 'tsc', 'npm ci', 'tsc']);
  });

  it('compiles again when a source changed, not when a test did', () => {
    ready();
    tree.plant({ 'libs/a/index.spec.ts': 'it', 'libs/a/testing/index.ts': 'given' });
    ready();
    expect(calls()).toEqual(['npm ci', 'tsc']);
    tree.plant({ 'libs/a/index.ts': 'two or more' });
    ready();
    expect(calls()).toEqual(['npm ci', 'tsc', 'tsc']);
    expect(readFileSync(compiled('index'), 'utf8')).toBe('two or more');
  });

  it('leaves no output of a source that is gone', () => {
    ready();
    expect(existsSync(compiled('other'))).toBe(true);
    rmSync(join(tree.root, 'libs/a/other.ts'));
    ready();
    expect([existsSync(compiled('index')), existsSync(compiled('other'))]).toEqual([true, false]);
  });

  it('installs once when two commands start at once', async () => {
    const one = () =>
      new Promise<number | null>((resolve) => {
        const script = join(tree.root, 'infra/scripts/ready.mjs');
        const env = { ...process.env, ...environment() };
        spawn(process.execPath, [script, 'build'], { cwd: tree.root, env }).on('close', resolve);
      });
    expect(await Promise.all([one(), one(), one()])).toEqual([0, 0, 0]);
    expect(calls()).toEqual(['npm ci', 'tsc']);
  });

  it('goes on after a set-up that was killed', () => {
    // A process number above any that the kernel gives out.
    tree.plant({ '.tmp/ready.lock': '99999999' });
    expect(ready().status).toBe(0);
    expect(existsSync(join(tree.root, '.tmp/ready.lock'))).toBe(false);
  });

  it('says what to do when the packages cannot be installed, and can be tried again', () => {
    const { status, output } = ready(['build'], { BROKEN: 'yes' });
    expect(status).toBe(1);
    expect(output).toContain('Check that the package registry can be reached');
    expect(ready().status).toBe(0);
  });

  it('says so when the sources do not compile, and compiles again the next time', () => {
    tree.plant({ 'libs/a/index.ts': 'wrong' });
    const { status, output } = ready();
    expect(status).toBe(1);
    expect(output).toContain('the sources do not compile (exit code 2');
    tree.plant({ 'libs/a/index.ts': 'right' });
    expect(ready().status).toBe(0);
  });

  it('refuses a Node that is too old, and says which is needed', () => {
    ready();
    tree.plant({ 'node_modules/.bin/node': '#!/bin/sh\necho v20.20.2\n' });
    tree.run('chmod', ['+x', 'node_modules/.bin/node']);
    const { status, output } = ready();
    expect(status).toBe(1);
    expect(output).toContain('this service needs Node 24 or newer, and here is v20.20.2');
  });
});
