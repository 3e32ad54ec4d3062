import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import 'reflect-metadata';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { providerCatalogue, providerCommands, providerRefusals } from './index.js';

const sources = readdirSync(__dirname, { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.decider.ts'))
  .map((name) => readFileSync(join(__dirname, name), 'utf8'));
const codes = new Set(
  sources.flatMap((source) =>
    [...source.matchAll(/because: '([^']+)'/g)].map((found) => found[1] ?? ''),
  ),
);

describe('the refusals of providers', () => {
  it('are each explained', () =>
    expect([...codes].filter((code) => !(code in providerRefusals))).toEqual([]));

  it('explain nothing that cannot happen', () =>
    expect(Object.keys(providerRefusals).filter((code) => !codes.has(code))).toEqual([]));
});

describe('the events of providers', () => {
  it('hold nothing personal', () =>
    expect(
      Object.values(providerCatalogue).filter(({ personal }) => Object.keys(personal).length > 0),
    ).toEqual([]));

  it('have a stored name of their own', () => {
    const names = Object.values(providerCatalogue).map(({ storedAs }) => storedAs);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('the commands of providers at the door', () => {
  const problems = (name: keyof typeof providerCommands, body: object) =>
    validateSync(plainToInstance(providerCommands[name].body as new () => object, body), {
      whitelist: true,
      forbidNonWhitelisted: true,
    }).map(({ property }) => property);

  it('may be sent by those who record providers', () =>
    expect(new Set(Object.values(providerCommands).map(({ permission }) => permission))).toEqual(
      new Set(['providers:record']),
    ));

  it.each([
    ['RegisterProvider', { name: 'Oak', urn: '118953', postcode: 'ME14 1XQ' }, []],
    [
      'RegisterProvider',
      { urn: '018953', localAuthority: '86' },
      ['urn', 'localAuthority', 'name'],
    ],
    ['RegisterProvider', { name: 'Oak', postcode: 'ME14 1CQ' }, ['postcode']],
    ['RegisterProvider', { name: 'Oak', ukprn: '20015061' }, ['ukprn']],
    ['RegisterProvider', { name: 'Oak', establishmentNumber: '61' }, ['establishmentNumber']],
    ['RegisterProvider', { name: 'Oak', category: 'independentSection41' }, ['category']],
    ['RegisterProvider', { name: 'Oak', headTeacher: 'Smith' }, ['headTeacher']],
    ['AmendProvider', { clear: ['ukprn'] }, []],
    ['AmendProvider', { clear: ['name'] }, ['clear']],
    ['RecordSection41', {}, []],
    ['RecordSection41', { from: '2026-02-30' }, ['from']],
    [
      'RequestUplift',
      { academicYear: 2026, scope: 'all', effectiveFrom: '2026-09-01', basisPoints: 0 },
      ['basisPoints'],
    ],
  ] as const)('%s %j', (name, body, wrong) =>
    expect(problems(name, body).toSorted()).toEqual([...wrong].toSorted()),
  );
});
