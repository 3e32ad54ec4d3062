import { Command } from 'commander';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { generatedPages } from './pages.js';

/** `placements docs [--check]`: writes the generated documents, or says which are not up to date. */
export const docsCommand = (): Command =>
  new Command('docs')
    .description('Write the documents that are generated from the code.')
    .option('--check', 'write nothing; exit 1 when one is not up to date')
    .option('--into <folder>', 'where the documents live', 'docs')
    .action(({ check, into }: { check?: boolean; into: string }) => {
      const stale = Object.entries(generatedPages()).filter(
        ([path, text]) => textOf(join(into, path)) !== text,
      );
      if (check) return report(stale.map(([path]) => join(into, path)));
      for (const [path, text] of stale) write(join(into, path), text);
      process.stdout.write(`${stale.length} documents written.\n`);
    });

const textOf = (path: string): string | undefined => {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return undefined;
  }
};

const write = (path: string, text: string): void => {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
};

const report = (stale: readonly string[]): void => {
  for (const path of stale) process.stdout.write(`${path} is not up to date.\n`);
  if (stale.length > 0) process.stdout.write('Run `npm run docs` and commit what it writes.\n');
  process.exitCode = stale.length > 0 ? 1 : 0;
};
