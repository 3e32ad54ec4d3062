import { linkPackages, plantedTree, repository, type PlantedTree } from './planted-tree.js';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const lines = (count: number, line: string): string => `${line}\n`.repeat(count);

const branches = (count: number): string =>
  `export const f = (n: number): number => {\n${lines(count, '  if (n > 1) return n;')}  return 0;\n};\n`;

type Breach = readonly [rule: string, why: string, file: string, source: string];

/** At least one planted file for each rule that .oxlintrc.json names itself. */
const house: readonly Breach[] = [
  ['max-lines', '301 lines', 'libs/a/long.ts', lines(301, '// why')],
  ['max-lines', '401 lines of tests', 'libs/a/long.spec.ts', lines(401, '// why')],
  [
    'max-lines-per-function',
    '72 lines',
    'libs/a/tall.ts',
    `export const f = (): void => {\n${lines(70, '  f();')}};\n`,
  ],
  [
    'max-depth',
    'four blocks deep',
    'libs/a/deep.ts',
    'export const f = (n: number): void => {\n' +
      'if (n) { if (n > 1) { if (n > 2) { if (n > 3) f(n); else { f(0); } } } }\n};\n',
  ],
  [
    'max-params',
    'four parameters',
    'libs/a/wide.ts',
    'export const f = (a: 1, b: 1, c: 1, d: 1): number => a + b + c + d;\n',
  ],
  ['complexity', 'eleven ways through', 'libs/a/branches.ts', branches(10)],
  ['eqeqeq', '==', 'libs/a/equal.ts', 'export const f = (a: 1, b: 1): boolean => a == b;\n'],
  ['no-var', 'var', 'libs/a/var.ts', 'export var a = 1;\n'],
  ['prefer-const', 'let', 'libs/a/let.ts', 'let a = 1;\nexport { a };\n'],
  ['no-unused-vars', 'an unused name', 'libs/a/unused.ts', 'const a = 1;\nexport {};\n'],
  ['no-explicit-any', 'any', 'libs/a/any.ts', 'export const f = (a: any): string => String(a);\n'],
  ['ban-ts-comment', 'ts-ignore', 'libs/a/quiet.ts', '// @ts-ignore\nexport const a: 1 = 1;\n'],
  [
    'no-floating-promises',
    'a promise nobody waits for',
    'libs/a/floating.ts',
    'const f = async (): Promise<number> => 1;\nexport const g = (): void => {\n  f();\n};\n',
  ],
  [
    'no-misused-promises',
    'a promise as a condition',
    'libs/a/condition.ts',
    'export const f = (p: Promise<number>): number => (p ? 1 : 2);\n',
  ],
  [
    'await-thenable',
    'await of a number',
    'libs/a/await.ts',
    'export const f = async (n: number): Promise<number> => await n;\n',
  ],
  [
    'only-throw-error',
    'a thrown text',
    'libs/a/throw.ts',
    "export const f = (): never => {\n  throw 'no';\n};\n",
  ],
  [
    'switch-exhaustiveness-check',
    'a forgotten case',
    'libs/a/switch.ts',
    "export const f = (a: 'x' | 'y'): void => {\n  switch (a) {\n    case 'x':\n      f('y');\n  }\n};\n",
  ],
  ['no-focused-tests', 'it.only', 'libs/a/only.spec.ts', "it.only('runs alone', () => {});\n"],
  ['no-disabled-tests', 'it.skip', 'libs/a/skip.spec.ts', "it.skip('never runs', () => {});\n"],
];

const ambient = [
  ['no-restricted-globals', 'new Date()', 'new Date()'],
  ['no-restricted-globals', 'Date.now', 'Date.now()'],
  ['no-restricted-globals', 'performance', 'performance.now()'],
  ['no-restricted-globals', 'setTimeout', 'setTimeout(() => undefined, 1)'],
  ['no-restricted-globals', 'setInterval', 'setInterval(() => undefined, 1)'],
  ['no-restricted-globals', 'setImmediate', 'setImmediate(() => undefined)'],
  ['no-restricted-globals', 'crypto', 'crypto.randomUUID()'],
  ['no-restricted-globals', 'process', 'process.pid'],
  ['no-restricted-globals', 'console', 'console'],
  ['no-restricted-globals', 'fetch', "fetch('/')"],
  ['no-restricted-globals', 'globalThis', 'globalThis'],
  ['no-restricted-globals', 'global', 'global'],
  ['no-restricted-properties', 'Math.random', 'Math.random()'],
] as const;

const pure = ['event-sourcing', 'lifecycle/offers', 'clocks', 'insight'];

const impure: readonly Breach[] = [
  ...pure.flatMap((home) =>
    ambient.map(([rule, what, expression], index): Breach => [
      rule,
      what,
      `libs/${home}/ambient-${index}.ts`,
      `export const f = (): unknown => ${expression};\n`,
    ]),
  ),
  [
    'no-restricted-imports',
    'randomUUID of node:crypto',
    'libs/event-sourcing/chance.ts',
    "import { randomUUID } from 'node:crypto';\nexport const f = (): string => randomUUID();\n",
  ],
];

const breaches = [...house, ...impure];

/** Where the clock may be asked: outside the pure libraries, and in their tests. */
const allowed = {
  'libs/platform/clock.ts': 'export const now = (): number => Date.now() + Math.random();\n',
  'libs/clocks/a.spec.ts': "it('is slow', () => expect(Date.now()).toBeGreaterThan(0));\n",
  'libs/event-sourcing/testing/wait.ts': 'export const started = (): number => Date.now();\n',
  'libs/clocks/hash.ts': "export { createHash } from 'node:crypto';\n",
};

type Rules = Readonly<Record<string, unknown>>;
type Settings = Readonly<{ rules: Rules; overrides: readonly Readonly<{ rules: Rules }>[] }>;
type Diagnostic = Readonly<{ code: string; filename: string }>;

describe('the lint rules', () => {
  let tree: PlantedTree;
  let found: readonly Diagnostic[];

  beforeAll(() => {
    const planted = breaches.map(([, , file, source]) => [file, source]);
    tree = plantedTree({ ...allowed, ...Object.fromEntries(planted) }, [
      '.oxlintrc.json',
      'tsconfig.json',
      'package.json',
    ]);
    linkPackages(tree);
    const { stdout } = tree.run('oxlint', ['--type-aware', '-f', 'json', 'libs']);
    found = (JSON.parse(stdout) as { diagnostics: Diagnostic[] }).diagnostics;
  }, 30_000);

  afterAll(() => tree.remove());

  const rulesBrokenIn = (file: string): readonly string[] =>
    found
      .filter(({ filename }) => filename === file)
      .map(({ code }) => code.replace(/^.*\((.*)\)$/, '$1'));

  it.each(breaches)('%s: reports %s in %s', (rule, _why, file) =>
    expect(rulesBrokenIn(file)).toContain(rule),
  );

  it.each(Object.keys(allowed))('let %s be', (file) => expect(rulesBrokenIn(file)).toEqual([]));

  it('are each broken here at least once', () => {
    const { rules, overrides }: Settings = JSON.parse(
      readFileSync(join(repository, '.oxlintrc.json'), 'utf8'),
    );
    const named = [rules, ...overrides.map((override) => override.rules)]
      .flatMap((set) => Object.entries(set))
      .filter(([, setting]) => setting !== 'off')
      .map(([rule]) => rule.replace(/^.*\//, ''));
    expect(named).toContain('max-lines');
    const broken = new Set(breaches.map(([rule]) => rule));
    expect(named.filter((rule) => !broken.has(rule))).toEqual([]);
  });

  it('fail the gate', () =>
    expect(tree.run('oxlint', ['--deny-warnings', 'libs/a/var.ts']).status).not.toBe(0));
});
