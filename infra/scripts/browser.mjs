// Puts Debian's chromium there for the tests that drive a real browser, where that can be done without
// asking anybody: as root, with apt-get. Where it cannot, those tests say so and are skipped.
import { spawnSync } from 'node:child_process';

const works = (command, ...args) =>
  spawnSync(command, args, { stdio: 'ignore', timeout: 10_000 }).status === 0;

const say = (line) => process.stderr.write(`browser: ${line}\n`);

const aptGet = (...args) =>
  spawnSync('apt-get', ['-qq', ...args], {
    stdio: ['ignore', 'ignore', 'ignore'],
    env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    timeout: 180_000,
  }).status === 0;

const install = () =>
  aptGet('update') && aptGet('install', '-y', '--no-install-recommends', 'chromium');

if (!works('chromium', '--version') && process.getuid?.() === 0 && works('apt-get', '--version')) {
  say('installing chromium (apt-get) …');
  say(install() ? 'installed.' : 'could not be installed: the tests that need it are skipped.');
}
