import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { offersRefusals } from './offers.refusals.js';

const sources = readdirSync(__dirname)
  .filter((name) => /(\.decider|rules)\.ts$/.test(name))
  .map((name) => readFileSync(join(__dirname, name), 'utf8'))
  .join('\n');

it('explains every code of its rules, and no other', () => {
  const codes = [...sources.matchAll(/(?:because|code): '([a-z0-9-]+)'/g)].map(([, code]) => code);
  expect(new Set(codes)).toEqual(new Set(Object.keys(offersRefusals)));
});
