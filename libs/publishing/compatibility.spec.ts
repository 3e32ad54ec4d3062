import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { audiences, breaksOf, schemasOf, type Audience, type Schemas } from './index.js';

// What consumers were written against. When a contract is released anew, its file in docs/events/public
// is copied here; never before.
const releasedOf = (audience: Audience): Schemas =>
  JSON.parse(
    readFileSync(join(import.meta.dirname, 'released', `${audience}.schemas.json`), 'utf8'),
  ) as Schemas;

describe('the published schemas', () => {
  it.each(audiences)('of %s break no consumer of what was released', (audience) => {
    expect(breaksOf(releasedOf(audience), schemasOf(audience))).toEqual([]);
  });
});

describe('a consumer breaks when', () => {
  const released: Schemas = {
    'a.v1': {
      type: 'object',
      properties: {
        name: { type: 'string', description: 'What it is called.' },
        lines: {
          type: 'array',
          items: { type: 'object', properties: { pence: { type: 'integer' } } },
        },
      },
      required: ['name'],
    },
  };
  const [before] = Object.values(released);
  const changed = (change: object): Schemas => ({ 'a.v1': { ...before, ...change } });

  it.each<readonly [string, Schemas, string]>([
    ['a type is gone', {}, 'a.v1 is not sent any more'],
    [
      'a field is gone',
      changed({ properties: { lines: before?.properties?.['lines'] } }),
      'a.v1.name is gone',
    ],
    ['a field may be absent', changed({ required: [] }), 'a.v1.name may be absent now'],
    [
      'a field has another type',
      changed({ properties: { ...before?.properties, name: { type: 'integer' } } }),
      'a.v1.name: type was "string" and is "integer"',
    ],
    [
      'a field within a list has another type',
      changed({
        properties: {
          ...before?.properties,
          lines: {
            type: 'array',
            items: { type: 'object', properties: { pence: { type: 'string' } } },
          },
        },
      }),
      'a.v1.lines[].pence: type was "integer" and is "string"',
    ],
  ])('%s', (_, now, because) => {
    expect(breaksOf(released, now)).toEqual([because]);
  });

  it('and not when there are further types, fields, codes or words', () => {
    const more = changed({
      ...{ description: 'More about it.', required: ['name', 'more'] },
      properties: {
        ...before?.properties,
        name: { type: 'string', description: 'Its name.', 'x-known-values': ['a'] },
        more: { type: 'string' },
      },
    });
    expect(breaksOf(released, { ...more, 'b.v1': {} })).toEqual([]);
  });
});
