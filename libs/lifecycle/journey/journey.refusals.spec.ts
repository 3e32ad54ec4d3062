import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { journeyRefusals } from './journey.refusals.js';

const lifecycle = join(__dirname, '..');
const modules = ['record', 'requests', 'offers', 'starts', 'reviews', 'transitions', 'breakdowns'];

const sources = modules
  .flatMap((module) => readdirSync(join(lifecycle, module)).map((name) => join(module, name)))
  .filter(
    (path) =>
      path.endsWith('.ts') && !/\.(spec|refusals|commands|events|sentences)\.ts$/.test(path),
  )
  .map((path) => readFileSync(join(lifecycle, path), 'utf8'))
  .join('\n');

const codes = new Set(
  [...sources.matchAll(/(?:because|code): '([a-z0-9-]+)'/g)].map(([, code]) => code),
);

describe('what the rules of a journey can answer', () => {
  it('is explained to people, code by code', () => {
    expect([...codes].filter((code) => !(String(code) in journeyRefusals))).toEqual([]);
  });

  it('is all that is explained', () => {
    expect(Object.keys(journeyRefusals).filter((code) => !sources.includes(`'${code}'`))).toEqual(
      [],
    );
  });

  it.each(Object.entries(journeyRefusals))('%s: a sentence or more', (_, explanation) => {
    expect(explanation).toMatch(/^[A-Z].+[.!?]$/s);
  });
});
