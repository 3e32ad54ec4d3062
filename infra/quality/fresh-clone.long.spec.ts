import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { needs } from './needs.js';
import { plantedTree, repository, type PlantedTree } from './planted-tree.js';

const minutes = (count: number): number => count * 60_000;

/** npm sets these for what it runs; a newcomer's shell has none of them. */
const shell = Object.fromEntries(
  Object.keys(process.env)
    .filter((name) => /^(npm_|NODE_ENV$|JEST_)/.test(name))
    .map((name) => [name, undefined]),
);

describe('a fresh clone', () => {
  let tree: PlantedTree;

  beforeAll(() => {
    tree = plantedTree({});
    tree.run('git', ['clone', '--quiet', repository, 'clone']);
  });
  afterAll(() => tree.remove());

  const inClone = (...command: readonly string[]) =>
    tree.run('bash', ['-c', 'cd clone && exec "$@"', 'bash', ...command], shell);

  needs('git', 'bash').it(
    'sets itself up with one command, and has nothing to do for the next',
    () => {
      const first = inClone('npm', 'run', 'build');
      expect([first.status, first.output]).toEqual([0, expect.stringContaining('npm ci')]);
      expect(existsSync(join(tree.root, 'clone/dist/libs/event-sourcing/index.js'))).toBe(true);
      expect(inClone('git', 'status', '--porcelain').output).toBe('');

      const second = inClone('npm', 'run', '--silent', 'build');
      expect([second.status, second.stdout]).toEqual([0, '']);
      expect(second.output).not.toContain('ready:');
    },
    minutes(10),
  );

  needs('git', 'bash').it(
    'runs the command line under a Node that is new enough',
    () => {
      const { status, output } = inClone('npm', 'run', 'placements', '--', '--help');
      expect([status, output]).toEqual([0, expect.stringContaining('placements')]);
      const { stdout } = inClone('npm', 'exec', '--', 'node', '--version');
      expect(Number(/^v(\d+)/.exec(stdout)?.[1])).toBeGreaterThanOrEqual(24);
    },
    minutes(10),
  );
});
