import { linkPackages, plantedTree, type PlantedTree } from './planted-tree.js';

describe('the format check', () => {
  let tree: PlantedTree;

  beforeEach(() => {
    tree = plantedTree({ 'libs/a/index.ts': "export const a = ['one'];\n" }, [
      '.prettierrc.json',
      '.prettierignore',
    ]);
  });
  afterEach(() => tree.remove());

  const check = () => tree.run('prettier', ['--log-level', 'warn', '--check', '.']);

  it('passes what Prettier would write', () => expect(check().status).toBe(0));

  it.each([
    ['double quotes', 'export const a = "one";\n'],
    ['no comma after the last line', "export const a = [\n  'one',\n  'two'\n];\n"],
    [
      'a line of more than 100 columns',
      `export const a = [${"'a long enough word', ".repeat(5)}'one'];\n`,
    ],
  ])('reports %s', (_, source) => {
    tree.plant({ 'libs/a/index.ts': source });
    const { status, output } = check();
    expect(status).not.toBe(0);
    expect(output).toContain('libs/a/index.ts');
  });

  it('leaves golden files as they are', () => {
    tree.plant({ 'libs/a/golden/event.json': '{"a":1,\n"b":2}' });
    expect(check().status).toBe(0);
  });
});

describe('the type check', () => {
  const cases = [
    ['TS2322', 'wrong.ts', "export const a: number = 'one';\n"],
    [
      'TS2366',
      'forgotten.ts',
      "export const f = (a: 'x' | 'y'): 1 => { switch (a) { case 'x': return 1; } };\n",
    ],
    [
      'TS2532',
      'unchecked.ts',
      'export const f = (list: readonly number[]): string => list[0].toFixed();\n',
    ],
    ['TS2375', 'optional.ts', 'export const a: { readonly b?: number } = { b: undefined };\n'],
    ['TS6133', 'unused.ts', 'export const f = (): void => { const a = 1; };\n'],
    ['TS7006', 'implicit.ts', 'export const f = (a): string => String(a);\n'],
    ['TS2307', 'deep.ts', "export * from '#libs/b/inside';\n"],
  ] as const;
  let tree: PlantedTree;
  let output: string;

  beforeAll(() => {
    tree = plantedTree(
      {
        'libs/b/index.ts': 'export const b = 1;\n',
        'libs/b/inside.ts': 'export const inside = 1;\n',
        'libs/a/index.ts': "export { b } from '#libs/b';\n",
        ...Object.fromEntries(cases.map(([, file, source]) => [`libs/a/${file}`, source])),
      },
      ['tsconfig.json', 'package.json'],
    );
    linkPackages(tree);
    output = tree.run('tsc', ['-p', 'tsconfig.json', '--pretty', 'false']).output;
  }, 60_000);

  afterAll(() => tree.remove());

  it.each(cases)('reports %s in %s', (code, file) =>
    expect(output).toMatch(new RegExp(`libs/a/${file}\\(.*${code}`)),
  );

  it('reaches a library by its name', () => expect(output).not.toContain('libs/a/index.ts'));
});
