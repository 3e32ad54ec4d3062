import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

// The same file runs from apps/web and, compiled, from dist/apps/web; templates are in the first only.
const root = import.meta.dirname.replace(/([/\\]dist)?[/\\]apps[/\\]web[/\\]door$/, '');

/** Where the templates, styles and scripts of the pages are. */
export const webFolder = join(root, 'apps', 'web');

/** Where govuk-frontend keeps its templates. */
export const govukFolder = join(
  dirname(createRequire(import.meta.url).resolve('govuk-frontend/package.json')),
  'dist',
);
