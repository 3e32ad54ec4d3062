import { linkPackages, plantedTree, type Files, type PlantedTree } from './planted-tree.js';

const settings = ['.dependency-cruiser.cjs', 'tsconfig.json', 'package.json'];
const uses = (...modules: readonly string[]): string =>
  modules.map((module) => `import '${module}';\n`).join('');

const stages = ['record', 'requests', 'offers', 'starts', 'reviews', 'transitions', 'breakdowns'];

const libraries = [
  'clocks',
  'event-sourcing',
  'event-store-sqlite',
  'event-store-eventstoredb',
  'insight',
  'lifecycle',
  'observability',
  'platform',
  'projections',
];

/** The shape of the repository with every kind of import that is allowed, and nothing else. */
const wellBehaved: Files = {
  ...Object.fromEntries(libraries.map((name) => [`libs/${name}/index.ts`, uses()])),
  ...Object.fromEntries(
    stages.flatMap((stage) => [
      [`libs/lifecycle/${stage}/${stage}.state.ts`, uses(`./${stage}.events.js`)],
      [`libs/lifecycle/${stage}/${stage}.events.ts`, uses('#libs/event-sourcing', 'zod')],
      [`libs/lifecycle/${stage}/${stage}.decider.ts`, uses(`./${stage}.state.js`)],
    ]),
  ),
  'apps/api/index.ts': uses('./inside.js', '@nestjs/common', '#libs/platform'),
  'apps/api/inside.ts': uses(),
  'apps/web/index.ts': uses(),
  'apps/standalone/index.ts': uses('../api/index.js', '../web/index.js'),
  'apps/cli/main.ts': uses('../standalone/index.js', '../api/index.js'),
  'apps/bench/main.ts': uses('../standalone/index.js', '#libs/event-store-sqlite'),
  'apps/bench/raw.ts': uses('better-sqlite3'),
  'libs/event-sourcing/codec.ts': uses('zod', 'node:crypto'),
  'libs/event-sourcing/testing/index.ts': uses('../codec.js', 'node:fs', 'fast-check'),
  'libs/event-store-sqlite/store.ts': uses('better-sqlite3', 'node:fs', '#libs/event-sourcing'),
  'libs/event-store-sqlite/store.spec.ts': uses('#libs/event-sourcing/testing', './store.js'),
  'libs/platform/stores.ts': uses('#libs/event-store-sqlite', '#libs/event-store-eventstoredb'),
  'libs/platform/round.ts': uses('./circle.js'),
  'libs/platform/circle.ts': uses(),
  'libs/projections/runner.ts': uses('kysely', 'better-sqlite3'),
  'libs/insight/measures.ts': uses('kysely', '#libs/projections'),
  'libs/insight/measures.spec.ts': uses('better-sqlite3', '../../infra/quality/needs.js'),
  'libs/lifecycle/shared-kernel/index.ts': uses('#libs/event-sourcing'),
  'libs/lifecycle/shared-kernel/door/shapes.ts': uses('class-validator', '@nestjs/swagger'),
  'libs/lifecycle/offers/offers.commands.ts': uses(
    'class-validator',
    'class-transformer',
    '@nestjs/swagger',
    '../shared-kernel/index.js',
    '../requests/requests.state.js',
    '../requests/requests.events.js',
    '../journey/journey-state.js',
    '../journey/journey-events.js',
  ),
  'libs/lifecycle/journey/journey-state.ts': uses('../offers/offers.state.js'),
  'libs/lifecycle/journey/journey-events.ts': uses('../offers/offers.events.js'),
  'libs/lifecycle/journey/journey.decider.ts': uses(
    ...stages.map((stage) => `../${stage}/${stage}.decider.js`),
  ),
  'infra/quality/needs.ts': uses('node:child_process'),
};

const offers = 'libs/lifecycle/offers';

/** [rule, file that breaks it, what it imports], at least once for each rule. */
const breaches: readonly (readonly [string, string, string])[] = [
  ['libs-enter-by-the-front-door', 'libs/clocks/a.ts', '../event-sourcing/codec.js'],
  ['libs-enter-by-the-front-door', 'libs/observability/a.ts', '#libs/event-sourcing/testing'],
  ['apps-enter-by-the-front-door', 'apps/api/a.ts', '../../libs/event-sourcing/codec.js'],
  [
    'tests-enter-by-the-front-or-the-testing-door',
    'libs/clocks/a.spec.ts',
    '../event-sourcing/codec.js',
  ],
  [
    'app-tests-enter-by-the-front-or-the-testing-door',
    'apps/api/a.spec.ts',
    '../../libs/event-sourcing/codec.js',
  ],
  ['libs-know-no-apps', 'libs/platform/a.ts', '../../apps/api/index.js'],
  ['apps-are-apart', 'apps/api/sideways.ts', '../web/index.js'],
  ['web-knows-the-door-of-the-api-only', 'apps/web/a.ts', '../api/inside.js'],
  ['standalone-composes-apps-by-their-index', 'apps/standalone/a.ts', '../api/inside.js'],
  ['cli-and-bench-know-standalone-and-api-only', 'apps/cli/a.ts', '../web/index.js'],
  ['cli-and-bench-know-standalone-and-api-only', 'apps/bench/a.ts', '../api/inside.js'],
  ['kernel-is-pure', 'libs/event-sourcing/a.ts', 'node:fs'],
  ['kernel-is-pure', 'libs/event-sourcing/b.ts', 'rxjs'],
  ['domain-is-pure', `${offers}/a.ts`, 'class-validator'],
  ['domain-is-pure', `${offers}/b.ts`, 'node:crypto'],
  ['domain-is-pure', `${offers}/c.ts`, '#libs/platform'],
  ['domain-door-knows-shapes-only', `${offers}/a.commands.ts`, '@nestjs/common'],
  ['domain-door-knows-shapes-only', 'libs/lifecycle/shared-kernel/door/a.ts', 'rxjs'],
  ['rules-and-measures-ask-nobody', 'libs/clocks/b.ts', 'node:timers'],
  ['stages-are-apart', `${offers}/d.ts`, '../requests/requests.decider.js'],
  ['stages-are-apart', `${offers}/e.ts`, '../journey/journey.decider.js'],
  [
    'shared-kernel-knows-no-stage',
    'libs/lifecycle/shared-kernel/a.ts',
    '../offers/offers.state.js',
  ],
  ['facts-know-no-decisions', `${offers}/a.state.ts`, './offers.decider.js'],
  ['facts-know-no-decisions', `${offers}/a.events.ts`, './offers.decider.js'],
  ['facts-know-no-decisions', 'libs/lifecycle/journey/a-state.ts', './journey.decider.js'],
  ['write-side-knows-no-read-side', `${offers}/a.spec.ts`, '#libs/projections'],
  ['write-side-knows-no-read-side', 'libs/event-sourcing/c.ts', '#libs/insight'],
  ['adapters-are-chosen-in-platform', 'apps/api/b.ts', '#libs/event-store-sqlite'],
  ['adapters-are-apart', 'libs/event-store-eventstoredb/a.ts', '../event-store-sqlite/index.js'],
  ['better-sqlite3-behind-its-door', 'apps/api/c.ts', 'better-sqlite3'],
  ['kafkajs-behind-its-door', 'libs/recording/k.ts', 'kafkajs'],
  ['@eventstore-behind-its-door', 'libs/recording/e.ts', '@eventstore/db-client'],
  ['kysely-behind-its-door', 'libs/event-store-sqlite/a.ts', 'kysely'],
  ['@nestjs-behind-its-door', 'libs/platform/b.ts', '@nestjs/common'],
  ['no-circles', 'libs/platform/circle.ts', './round.js'],
  ['no-test-code-in-production', 'libs/platform/c.ts', '../../infra/quality/needs.js'],
  ['no-test-code-in-production', 'libs/event-sourcing/d.ts', './testing/index.js'],
  ['declared-dependencies-only', 'libs/platform/d.ts', 'acorn'],
  ['no-dev-dependency-in-production', 'libs/platform/e.ts', 'fast-check'],
  ['nothing-unresolvable', 'libs/platform/f.ts', '#libs/nowhere'],
];

type Cruise = Readonly<{
  modules: readonly Readonly<{
    source: string;
    dependencies: readonly Readonly<{ module: string; resolved: string }>[];
  }>[];
  summary: Readonly<{
    violations: readonly Readonly<{ from: string; rule: Readonly<{ name: string }> }>[];
    ruleSetUsed: Readonly<{ forbidden: readonly Readonly<{ name: string }>[] }>;
  }>;
}>;

const cruise = (tree: PlantedTree): Cruise => {
  const args = ['--config', '.dependency-cruiser.cjs', '-T', 'json', 'apps', 'libs', 'infra'];
  return JSON.parse(tree.run('depcruise', args).stdout);
};

describe('the import rules', () => {
  let tree: PlantedTree;
  let clean: Cruise;
  let broken: Cruise;

  beforeAll(() => {
    tree = plantedTree(wellBehaved, settings);
    linkPackages(tree);
    clean = cruise(tree);
    tree.plant(Object.fromEntries(breaches.map(([, file, module]) => [file, uses(module)])));
    broken = cruise(tree);
  }, 30_000);

  afterAll(() => tree.remove());

  it('find nothing in a well-behaved tree', () => expect(clean.summary.violations).toEqual([]));

  it('take #libs/<name> to the index.ts of that library', () => {
    const runner = clean.modules.find(({ source }) => source === 'libs/platform/stores.ts');
    expect(runner?.dependencies.map(({ resolved }) => resolved)).toEqual([
      'libs/event-store-eventstoredb/index.ts',
      'libs/event-store-sqlite/index.ts',
    ]);
  });

  it.each(breaches)('%s: reports %s, which imports %s', (rule, file) => {
    const reported = broken.summary.violations
      .filter(({ from }) => from === file)
      .map((violation) => violation.rule.name);
    expect(reported).toContain(rule);
  });

  it('are each broken here at least once', () => {
    const planted = new Set(breaches.map(([rule]) => rule));
    const names = broken.summary.ruleSetUsed.forbidden.map(({ name }) => name);
    expect(names.filter((name) => !planted.has(name))).toEqual([]);
  });
});
