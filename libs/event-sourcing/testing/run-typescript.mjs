// Lets a child process of a test run our TypeScript as it stands, without a build:
//   node --conditions=source --import <this file> some.ts
// Node strips the types itself; what it does not do is find ./x.ts where ./x.js is imported.
import { existsSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const sourceOf = (specifier, parent) => {
  if (!/^\.{1,2}\/.*\.js$/.test(specifier) || !parent?.startsWith('file:')) return undefined;
  const source = new URL(specifier.replace(/\.js$/, '.ts'), parent);
  return existsSync(fileURLToPath(source)) ? source.href : undefined;
};

registerHooks({
  resolve: (specifier, context, next) =>
    next(sourceOf(specifier, context.parentURL) ?? specifier, context),
});
