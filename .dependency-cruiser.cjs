// The import rules of docs/architecture.md. `npm run imports` holds them; each is broken once in
// infra/quality/imports.spec.ts. Most are allow-lists: what is not named needs arguing for.
const test = ['\\.spec\\.ts$', '^libs/.+/testing/', '^apps/[^/]+/testing/', '^infra/'];
const production = { path: '^(apps|libs)/', pathNot: test };
const stages = 'record|requests|offers|starts|reviews|transitions|breakdowns';
const index = '^libs/[^/]+/index\\.ts$';
const testingIndex = '^libs/[^/]+/testing/index\\.ts$';
const lifecycleDoor = [
  '^libs/lifecycle/.*\\.commands\\.ts$',
  '^libs/lifecycle/shared-kernel/door/',
];

// Packages are linked in from elsewhere at times, so their folder may stand anywhere in the path.
const vendor = (name) => `(^|/)node_modules/${name}/`;

/** `name` is imported from files that match `homes` and from nowhere else. */
const vendorOnlyFrom = (name, homes) => ({
  name: `${name}-behind-its-door`,
  severity: 'error',
  from: { path: '^(apps|libs)/', pathNot: [...homes, ...test] },
  to: { path: vendor(name) },
});

const libs = (names) => `^libs/(${names.join('|')})/`;

/** @type {import('dependency-cruiser').IConfiguration} */
module.exports = {
  forbidden: [
    // 1. Front doors: a library is what its index.ts says it is.
    {
      name: 'libs-enter-by-the-front-door',
      severity: 'error',
      from: { path: '^libs/([^/]+)/', pathNot: test },
      to: { path: '^libs/', pathNot: ['^libs/$1/', index] },
    },
    {
      name: 'apps-enter-by-the-front-door',
      severity: 'error',
      from: { path: '^apps/', pathNot: test },
      to: { path: '^libs/', pathNot: index },
    },
    {
      name: 'tests-enter-by-the-front-or-the-testing-door',
      severity: 'error',
      from: { path: ['^libs/([^/]+)/.*\\.spec\\.ts$', '^libs/([^/]+)/testing/'] },
      to: { path: '^libs/', pathNot: ['^libs/$1/', index, testingIndex] },
    },
    {
      name: 'app-tests-enter-by-the-front-or-the-testing-door',
      severity: 'error',
      from: { path: ['^apps/.*\\.spec\\.ts$', '^apps/[^/]+/testing/', '^infra/'] },
      to: { path: '^libs/', pathNot: [index, testingIndex] },
    },
    // 2. Directions: libraries never look up; apps never look sideways, but for what composes them.
    {
      name: 'libs-know-no-apps',
      severity: 'error',
      from: { path: '^libs/' },
      to: { path: '^apps/' },
    },
    {
      name: 'apps-are-apart',
      severity: 'error',
      from: { path: '^apps/([^/]+)/', pathNot: '^apps/(standalone|cli|bench|web)/' },
      to: { path: '^apps/', pathNot: '^apps/$1/' },
    },
    {
      name: 'web-knows-the-door-of-the-api-only',
      comment:
        'Who asks, what they may do and what is noted is settled at one door, for pages as well.',
      severity: 'error',
      from: { path: '^apps/web/' },
      to: { path: '^apps/', pathNot: ['^apps/web/', '^apps/api/(testing/)?index\\.ts$'] },
    },
    {
      name: 'standalone-composes-apps-by-their-index',
      severity: 'error',
      from: { path: '^apps/standalone/' },
      to: { path: '^apps/', pathNot: ['^apps/standalone/', '^apps/[^/]+/index\\.ts$'] },
    },
    {
      name: 'cli-and-bench-know-standalone-and-api-only',
      severity: 'error',
      from: { path: '^apps/(cli|bench)/' },
      to: { path: '^apps/', pathNot: ['^apps/$1/', '^apps/(standalone|api)/index\\.ts$'] },
    },
    // 3. The middle is pure.
    {
      name: 'kernel-is-pure',
      severity: 'error',
      from: { path: '^libs/event-sourcing/', pathNot: test },
      to: {
        pathNot: ['^libs/event-sourcing/', vendor('zod'), '^(node:)?crypto$'],
      },
    },
    {
      name: 'domain-is-pure',
      severity: 'error',
      from: { path: '^libs/lifecycle/', pathNot: [...lifecycleDoor, ...test] },
      to: { pathNot: ['^libs/(lifecycle|event-sourcing)/', vendor('zod')] },
    },
    {
      name: 'domain-door-knows-shapes-only',
      comment: 'What a command looks like at the door is declared beside it, with decorators.',
      severity: 'error',
      from: { path: lifecycleDoor, pathNot: test },
      to: {
        pathNot: [
          '^libs/(lifecycle|event-sourcing)/',
          vendor('(zod|class-validator|class-transformer|@nestjs/swagger)'),
        ],
      },
    },
    {
      name: 'rules-and-measures-ask-nobody',
      comment: 'The globals that do the same are forbidden by .oxlintrc.json.',
      severity: 'error',
      from: { path: '^libs/(clocks|insight)/', pathNot: test },
      to: { dependencyTypes: ['core'] },
    },
    // 4. Inside the domain: a stage knows another's facts, state and shared rules, never its decisions.
    {
      name: 'stages-are-apart',
      severity: 'error',
      from: { path: `^libs/lifecycle/(${stages})/`, pathNot: test },
      to: {
        path: '^libs/lifecycle/',
        pathNot: [
          '^libs/lifecycle/$1/',
          '^libs/lifecycle/shared-kernel/',
          `^libs/lifecycle/(${stages})/[^/]+\\.(state|events|rules)\\.ts$`,
          // The stages' states and events put together: facts as well.
          '^libs/lifecycle/journey/journey-(state|events)\\.ts$',
        ],
      },
    },
    {
      name: 'shared-kernel-knows-no-stage',
      severity: 'error',
      from: { path: '^libs/lifecycle/shared-kernel/', pathNot: test },
      to: { path: '^libs/lifecycle/', pathNot: '^libs/lifecycle/shared-kernel/' },
    },
    {
      name: 'facts-know-no-decisions',
      severity: 'error',
      from: { path: '[.-](state|events)\\.ts$' },
      to: { path: '\\.decider\\.ts$' },
    },
    {
      name: 'write-side-knows-no-read-side',
      severity: 'error',
      from: { path: '^libs/(lifecycle|event-sourcing)/' },
      to: { path: '^libs/(projections|insight)/' },
    },
    // 5. Adapters: one place chooses them.
    {
      name: 'adapters-are-chosen-in-platform',
      severity: 'error',
      from: {
        path: '^(apps|libs)/',
        pathNot: ['^libs/(platform|event-store-[^/]+)/', '^apps/bench/', ...test],
      },
      to: { path: '^libs/event-store-' },
    },
    {
      name: 'adapters-are-apart',
      severity: 'error',
      from: { path: '^libs/(event-store-[^/]+)/', pathNot: test },
      to: { path: '^libs/event-store-', pathNot: '^libs/$1/' },
    },
    // 6. Vendors: each behind its door.
    vendorOnlyFrom('better-sqlite3', [
      libs(['event-store-sqlite', 'projections', 'privacy', 'audit', 'places', 'access']),
      libs(['platform']),
      '^apps/bench/',
    ]),
    vendorOnlyFrom('kafkajs', [libs(['publishing-kafka'])]),
    vendorOnlyFrom('@eventstore', [libs(['event-store-eventstoredb'])]),
    vendorOnlyFrom('kysely', [libs(['projections', 'insight', 'audit', 'places', 'access'])]),
    vendorOnlyFrom('@nestjs', ['^apps/', ...lifecycleDoor]),
    // 7. Hygiene.
    { name: 'no-circles', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'no-test-code-in-production',
      severity: 'error',
      from: production,
      to: { path: test },
    },
    {
      name: 'declared-dependencies-only',
      severity: 'error',
      from: {},
      to: { dependencyTypes: ['npm-no-pkg', 'npm-unknown'] },
    },
    {
      name: 'no-dev-dependency-in-production',
      severity: 'error',
      // The benches are run by developers, with the developers' load generator.
      from: { path: production.path, pathNot: [...production.pathNot, '^apps/bench/'] },
      to: { dependencyTypes: ['npm-dev'], dependencyTypesNot: ['type-only'] },
    },
    { name: 'nothing-unresolvable', severity: 'error', from: {}, to: { couldNotResolve: true } },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    // Nothing else: leaving out node_modules/*/dist, or *.d.ts, would hide whole packages from the
    // rules, as would the condition `types` below.
    exclude: { path: '^dist/' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      // `source` takes #libs/x to libs/x/index.ts, as the compiler and Jest are told to.
      conditionNames: ['source', 'import', 'require', 'node', 'default'],
    },
  },
};
