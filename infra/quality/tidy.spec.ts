import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { repository } from './planted-tree.js';
import { tidyRules, type TextFile } from './tidy.js';

const looked = ['apps', 'libs', 'infra', 'docs', 'README.md', 'CHANGELOG.md', 'package.json'];

const filesUnder = (path: string): readonly TextFile[] => {
  const whole = join(repository, path);
  if (!existsSync(whole)) return [];
  return readdirSync(whole, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory()
      ? filesUnder(`${path}/${entry.name}`)
      : [{ path: `${path}/${entry.name}`, text: readFileSync(join(whole, entry.name), 'utf8') }],
  );
};

const file = (path: string, text = ''): TextFile => ({ path, text });

const clean: readonly TextFile[] = [
  file('package.json', '{"scripts":{"bench":"x"}}'),
  file('README.md', 'See [the decisions](docs/decisions/README.md#all); `npm run bench`.'),
  file('docs/decisions/README.md', '[One](0001-one.md) [Two](0002-two.md) [up](../../libs/a)'),
  file('docs/decisions/0001-one.md', '[a page](https://example.org/x) [below](#below)'),
  file('docs/decisions/0002-two.md'),
  file('libs/a/index.ts', 'export const todo = 1 as const;'),
  file('libs/a/shared-kernel/index.ts'),
  file('libs/a/uncommon.ts'),
];

/** What each rule is broken by, planted into the clean files (a like path replaces). */
const breaches: readonly (readonly [string, TextFile])[] = [
  ['every library has an index.ts', file('libs/b/thing.ts')],
  ['no file is a grab-bag', file('libs/a/utils.ts')],
  ['no file is a grab-bag', file('libs/a/helpers/dates.ts')],
  ['no file is a grab-bag', file('apps/api/date-helper.ts')],
  ['no file is a grab-bag', file('libs/common/index.ts')],
  ['nothing is put off in a comment', file('libs/a/b.ts', '// TODO: later')],
  ['nothing is put off in a comment', file('infra/scripts/b.mjs', '// FIXME')],
  ['no check is silenced', file('libs/a/b.ts', '// oxlint-disable-next-line max-lines')],
  ['no check is silenced', file('libs/a/b.ts', '// @ts-nocheck')],
  ['no type is forced', file('libs/a/b.ts', 'export const a = 1 as unknown as string;')],
  ['decisions are numbered without a gap and listed', file('docs/decisions/0004-four.md')],
  ['decisions are numbered without a gap and listed', file('docs/decisions/0002-other.md')],
  [
    'decisions are numbered without a gap and listed',
    file('docs/decisions/README.md', '[One](0001-one.md)'),
  ],
  ['decisions are named alike', file('docs/decisions/3-Three.md')],
  ['links in documents lead somewhere', file('docs/a.md', '[gone](decisions/0009-gone.md)')],
  ['commands in documents exist', file('README.md', 'Run `npm run nothing`.')],
];

describe('the repository is tidy', () => {
  const files = looked.flatMap((path) =>
    path.includes('.')
      ? existsSync(join(repository, path))
        ? [file(path, readFileSync(join(repository, path), 'utf8'))]
        : []
      : filesUnder(path),
  );

  it.each(Object.entries(tidyRules))('%s', (_, rule) => expect(rule(files)).toEqual([]));

  it('and was looked at', () => expect(files.length).toBeGreaterThan(20));
});

describe('the tidy rules', () => {
  it.each(Object.entries(tidyRules))('find nothing wrong with clean files: %s', (_, rule) =>
    expect(rule(clean)).toEqual([]),
  );

  it.each(breaches)('%s: broken by %o', (name, planted) => {
    const files = [...clean.filter(({ path }) => path !== planted.path), planted];
    expect(tidyRules[name]?.(files)).not.toEqual([]);
  });

  it('are each broken here at least once', () => {
    const broken = new Set(breaches.map(([name]) => name));
    expect(Object.keys(tidyRules).filter((name) => !broken.has(name))).toEqual([]);
  });
});
