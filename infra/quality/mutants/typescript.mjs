// Lets Node load our TypeScript as it stands, decorators and all, the way Jest does it: stripping the
// types alone would leave the decorators of the commands behind.
import { transformSync } from '@swc/core';
import { existsSync, readFileSync } from 'node:fs';
import { registerHooks } from 'node:module';
import { fileURLToPath } from 'node:url';

const swc = {
  swcrc: false,
  module: { type: 'nodenext' },
  jsc: {
    target: 'es2023',
    keepClassNames: true,
    parser: { syntax: 'typescript', decorators: true },
    transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: true },
  },
};

const isOurs = (url) => url?.startsWith('file:') && !url.includes('/node_modules/');

const sourceOf = (specifier, parent) => {
  if (!isOurs(parent) || !/^\.{1,2}\/.*\.js$/.test(specifier)) return undefined;
  const source = new URL(specifier.replace(/\.js$/, '.ts'), parent);
  return existsSync(fileURLToPath(source)) ? source.href : undefined;
};

registerHooks({
  resolve: (specifier, context, next) =>
    next(sourceOf(specifier, context.parentURL) ?? specifier, context),
  load: (url, context, next) => {
    if (!isOurs(url) || !url.endsWith('.ts')) return next(url, context);
    const filename = fileURLToPath(url);
    const { code } = transformSync(readFileSync(filename, 'utf8'), { ...swc, filename });
    return { format: 'module', source: code, shortCircuit: true };
  },
});
