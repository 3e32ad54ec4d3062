// Makes a clone ready to run: installs when node_modules does not hold what the lock file says, and
// with the word `build` compiles when a source changed. It is what every npm script runs first, so it
// needs nothing but Node 20 and npm. All it prints goes to stderr: stdout is the command's own.
// The scripts go on with `env node`: a shell remembers where it found the first `node`, and would
// not look again for the one that has just been installed.
import { spawn, spawnSync } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { fingerprint, isBuilt, noteBuilt, pruneOrphans } from './built.mjs';
import { isInstalled } from './installed.mjs';
import { withLock } from './lock.mjs';

const neededMajor = 24;

const say = (line) => process.stderr.write(`ready: ${line}\n`);

const run = (command, args, root) =>
  new Promise((resolve) => {
    // stdout becomes ours on stderr; no stdin, so that nothing can wait for an answer.
    const child = spawn(command, args, { cwd: root, stdio: ['ignore', 2, 2] });
    child.on('error', (error) => resolve({ ok: false, why: error.message }));
    child.on('close', (code, signal) =>
      resolve({ ok: code === 0, why: signal ? `stopped by ${signal}` : `exit code ${code}` }),
    );
  });

const npm = () =>
  process.env.npm_execpath?.endsWith('.js')
    ? { command: process.execPath, first: [process.env.npm_execpath] }
    : { command: 'npm', first: [] };

const install = async (root) => {
  say('installing the packages of package-lock.json (npm ci) …');
  const { command, first } = npm();
  // Development and optional packages by name: NODE_ENV=production would leave the compiler out.
  const flags = ['--include=dev', '--include=optional', '--no-audit', '--no-fund'];
  const { ok, why } = await run(command, [...first, 'ci', ...flags, '--loglevel=error'], root);
  if (!ok)
    throw new Error(
      `npm ci did not succeed (${why}; its own words are above). Nothing was started. ` +
        'Check that the package registry can be reached and that package-lock.json matches package.json.',
    );
};

/** The Node that npm scripts get: the one from node_modules/.bin where there is one. */
const nodeOf = (root) => {
  const own = join(root, 'node_modules', '.bin', 'node');
  return existsSync(own) ? own : process.execPath;
};

const requireNode = (root) => {
  const { stdout } = spawnSync(nodeOf(root), ['--version'], { encoding: 'utf8' });
  const version = (stdout ?? '').trim();
  if (Number(/^v(\d+)\./.exec(version)?.[1] ?? 0) >= neededMajor) return;
  throw new Error(
    `this service needs Node ${neededMajor} or newer, and here is ${version || 'none that runs'}. ` +
      `On Linux x64 it comes with the packages; on ${process.platform} ${process.arch} ` +
      `install Node ${neededMajor} (https://nodejs.org) and run the same command again.`,
  );
};

const build = async (root) => {
  say('compiling (tsc -p tsconfig.build.json) …');
  const before = fingerprint(root);
  const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const { ok, why } = await run(nodeOf(root), [tsc, '-p', 'tsconfig.build.json'], root);
  if (!ok)
    throw new Error(
      `the sources do not compile (${why}; the errors are above). Mend them and run the same command again.`,
    );
  pruneOrphans(root);
  noteBuilt(root, before);
};

/** Does what is missing and no more; concurrent calls on one clone wait for each other. */
export const ready = async (root, { build: wantsBuild }) => {
  const fit = () => isInstalled(root) && (!wantsBuild || isBuilt(root));
  if (!fit()) {
    mkdirSync(join(root, '.tmp'), { recursive: true });
    await withLock(join(root, '.tmp', 'ready.lock'), say, async () => {
      if (!isInstalled(root)) await install(root);
      requireNode(root);
      if (wantsBuild && !isBuilt(root)) await build(root);
    });
  }
  requireNode(root);
};

const isMain = import.meta.url === pathToFileURL(process.argv[1] ?? '').href;

if (isMain) {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  process.env.PATH = [join(root, 'node_modules', '.bin'), process.env.PATH].join(delimiter);
  try {
    await ready(root, { build: process.argv.includes('build') });
  } catch (error) {
    say(error instanceof Error ? error.message : String(error));
    process.exitCode = 1;
  }
}
