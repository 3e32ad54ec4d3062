import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { linkPackages, plantedTree, type PlantedTree } from './planted-tree.js';

const spec = `
const { needs } = require('./infra/quality/needs');
needs('bash').it('runs where its tool is', () => undefined);
needs('bash', 'strace').it('counts system calls', () => undefined);
it.skip('was left out', () => undefined);
`;

const config = `
import base from './jest.config.mjs';
export default { ...base, roots: ['<rootDir>/libs'] };
`;

describe('a test that needs a tool', () => {
  let tree: PlantedTree;

  beforeAll(() => {
    tree = plantedTree({ 'libs/a/a.spec.ts': spec.replace('./infra', '../../infra') }, [
      'jest.config.mjs',
      'package.json',
      'infra/quality/needs.ts',
      'infra/quality/reporter.mjs',
    ]);
    tree.plant({ 'here.config.mjs': config, 'tools/strace': '#!/bin/sh\nexit 1\n' });
    tree.run('chmod', ['+x', 'tools/strace']);
    linkPackages(tree);
  });
  afterAll(() => tree.remove());

  const run = (env: NodeJS.ProcessEnv) => {
    const PATH = `${tree.root}/tools:${join(tree.root, 'node_modules/.bin')}:${process.env['PATH']}`;
    const counts = join(tree.root, `counts-${env['CI'] ?? 'none'}`);
    const result = tree.run('jest', ['--config', 'here.config.mjs', '-i'], {
      ...env,
      PATH,
      TEST_COUNTS: counts,
    });
    return { ...result, counts: readFileSync(counts, 'utf8').trim() };
  };

  it('is skipped, and the reason told, where the tool does not work', () => {
    const { status, output, counts } = run({ CI: '' });
    expect(output).toContain(
      'skipped: libs/a/a.spec.ts: counts system calls: needs strace, which does not work here',
    );
    expect([status, counts]).toEqual([0, '1 0 2']);
  });

  it('fails with CI=true', () => {
    const { status, output, counts } = run({ CI: 'true' });
    expect(output).toContain('with CI=true that is a failure');
    expect([status, counts]).toEqual([1, '1 1 1']);
  });

  it('is told apart from a test skipped without a reason', () =>
    expect(run({ CI: '' }).output).toContain('was left out: no reason is given'));
});
