const swc = {
  swcrc: false,
  sourceMaps: 'inline',
  module: { type: 'commonjs' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
  },
};

// Packages published as ES modules only; Jest runs CommonJS (stack notes in docs/decisions).
const esmOnly = [
  '@nestjs',
  '@tokenizer',
  '@borewit',
  'canonicalize',
  'commander',
  'content-disposition',
  'cookie',
  'csv-parse',
  'file-type',
  'kysely',
  'strtok3',
  'token-types',
  'uint8array-extras',
];

/** @type {import('jest').Config} */
export default {
  testEnvironment: 'node',
  // Against what hangs, not against a busy machine: no test says how fast it must be.
  testTimeout: 60_000,
  testEnvironmentOptions: { customExportConditions: ['source', 'node', 'node-addons'] },
  roots: ['<rootDir>/apps', '<rootDir>/libs', '<rootDir>/infra'],
  testRegex: '\\.spec\\.ts$',
  testPathIgnorePatterns: ['/node_modules/', '\\.long\\.spec\\.ts$'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.stryker-tmp/'],
  moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
  transform: { '^.+\\.m?[tj]sx?$': ['@swc/jest', swc] },
  reporters: ['default', '<rootDir>/infra/quality/reporter.mjs'],
  transformIgnorePatterns: [`/node_modules/(?!(${esmOnly.join('|')})/)`],
};
