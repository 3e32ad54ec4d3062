import { plantedTree, type PlantedTree } from './planted-tree.js';

/** Stands in for npm: `$BROKEN` fails; the test commands report $COUNTS as Jest's reporter does. */
const npm = `#!/bin/bash
[[ $1 == run && $2 == --silent ]] && shift 2
name="$*"; name="\${name#run }"
if read -r; then echo 'npm was given something to read' && exit 1; fi
[[ $CI == true ]] || exit 1
case $name in test | test:long) [[ -n $COUNTS ]] && echo "$COUNTS" >>"$TEST_COUNTS" ;; esac
[[ $name != "$BROKEN" ]]
`;

const commandLine = "if (process.argv.includes('--help')) console.log('  docs [options]  writes');";

describe('.ci/run', () => {
  let tree: PlantedTree;

  beforeAll(() => {
    tree = plantedTree({ 'bin/npm': npm, 'dist/apps/cli/main.js': commandLine }, ['.ci/run']);
    tree.run('chmod', ['+x', 'bin/npm']);
  });
  afterAll(() => tree.remove());

  const run = (env: Readonly<Record<string, string>> = {}) => {
    const path = `${tree.root}/bin:${process.env['PATH'] ?? ''}`;
    const { status, stdout } = tree.run('bash', ['-c', 'PATH=$FIRST exec bash .ci/run'], {
      FIRST: path,
      COUNTS: '10 0 1',
      BROKEN: '',
      ...env,
    });
    return { failed: status !== 0, last: stdout.trimEnd().split('\n').at(-1) };
  };

  it('sums up six gates and both test runs in its last line', () =>
    expect(run()).toEqual({ failed: false, last: '26 passed, 0 failed, 2 skipped' }));

  it.each(['build', 'types', 'lint', 'imports', 'format:check', 'docs:check'])(
    'fails when %s does, and still runs the rest',
    (gate) =>
      expect(run({ BROKEN: gate })).toEqual({
        failed: true,
        last: '25 passed, 1 failed, 2 skipped',
      }),
  );

  it('fails by as many tests as failed', () =>
    expect(run({ COUNTS: '9 2 0', BROKEN: 'test' })).toEqual({
      failed: true,
      last: '24 passed, 4 failed, 0 skipped',
    }));

  it.each(['test', 'test:long'])('fails when %s ends badly though no test failed', (command) =>
    expect(run({ BROKEN: command })).toEqual({
      failed: true,
      last: '26 passed, 1 failed, 2 skipped',
    }),
  );

  it('fails when no test ran', () =>
    expect(run({ COUNTS: '' })).toEqual({ failed: true, last: '6 passed, 2 failed, 0 skipped' }));
});
