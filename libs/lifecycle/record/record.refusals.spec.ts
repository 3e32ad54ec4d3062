import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { recordRefusals } from './record.refusals.js';

const sources = readdirSync(__dirname)
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts'))
  .map((name) => readFileSync(join(__dirname, name), 'utf8'));

const codes = [
  ...new Set(
    sources.flatMap((source) =>
      [...source.matchAll(/(?:because|code): '([a-z-]+)'/g)].map(([, code]) => code ?? ''),
    ),
  ),
];

describe('what the rules of a record can answer', () => {
  it('is found in their source', () => {
    expect(codes).toContain('same-person');
    expect(codes).toContain('still-of-school-age');
  });

  it('is explained, each code and no other', () => {
    expect(Object.keys(recordRefusals).toSorted()).toEqual(codes.toSorted());
  });

  it.each(Object.entries(recordRefusals))('%s is a sentence or two', (_code, words) => {
    expect(words).toMatch(/^[A-Z].{20,200}\.$/);
  });
});
