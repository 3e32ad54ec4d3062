import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { LocalDate } from '#libs/event-sourcing';
import { identifierTerm, nameTerms } from './tables/search-terms.js';
import { annulled, on, openWorld, registered, type Told, type World } from './testing/index.js';

const anyone = { id: 'staff-9', seesRestricted: false };

const renamed = (family: string, at = 10): Told => ({
  ...{ type: 'LearnerDetailsAmended', on: on(at) },
  data: { changed: ['name'], name: { given: 'Zoë', family } },
});
const restricted = (...people: string[]): Told => ({
  ...{ type: 'RecordRestricted', on: on(20) },
  data: { level: 'limited', reasonCode: 'atRisk', people },
});
const disposed: Told = {
  ...{ type: 'RecordDisposed', on: on(900) },
  data: { proposalId: 'proposal-1', rule: 'R1', approvers: ['staff-1', 'staff-2'] },
} as Told;

describe('search terms', () => {
  it.each([
    ['Zoë', ['zoe']],
    ['O’Neill-Smith', ['o', 'neill', 'smith', 'oneill']],
    ['van der Berg', ['van', 'der', 'berg']],
    ['  ', []],
  ])('of the name %p are %p', (name, terms) => {
    expect(nameTerms(name)).toEqual(terms);
  });

  it('of an identifier are its letters and digits', () => {
    expect(identifierTerm(' a123-456 78/b ')).toBe('A12345678B');
  });
});

describe('finding a learner', () => {
  let world: World;
  beforeEach(() => {
    world = openWorld();
  });
  afterEach(() => world.close());

  const find = async (text: string, viewer = anyone) => {
    await world.settled();
    return (await world.readModels.findPeople({ text, viewer, limit: 10 })).rows;
  };
  const files = (): string =>
    readdirSync(world.folder)
      .filter((name) => name.startsWith('people'))
      .map((name) => readFileSync(join(world.folder, name), 'latin1'))
      .join('');

  it('goes by the beginnings of all names given, in any order and spelling', async () => {
    await world.tell('1', registered('O’Neill'));
    await world.tell('2', registered('Okafor'));
    expect(await find('zoe')).toEqual(['1', '2']);
    expect(await find('ZOË on')).toEqual(['1']);
    expect(await find('oka ZO')).toEqual(['2']);
    expect(await find('oka x')).toEqual([]);
    expect(await find('--')).toEqual([]);
  });

  it('goes by an identifier, whole', async () => {
    await world.tell('1', registered('Okafor', { upn: 'A123456789012' }));
    await world.tell('1', {
      ...{ type: 'IdentifierLinked', on: on(3) },
      data: { system: 'case-system', value: 'EH/0042' },
    });
    expect(await find('a1234 56789012')).toEqual(['1']);
    expect(await find('eh0042')).toEqual(['1']);
    expect(await find('A12345678901')).toEqual([]);
  });

  it('finds former names, and shows the present one', async () => {
    await world.tell('1', registered('Okafor'));
    await world.tell('1', renamed('Lindqvist'));
    expect([await find('okafor'), await find('lindq')]).toEqual([['1'], ['1']]);
    expect(await world.readModels.namesOf(['1', '7'])).toEqual(
      new Map([['1', { given: 'Zoë', family: 'Lindqvist' }]]),
    );
  });

  it('does not find a name whose entry was annulled', async () => {
    await world.tell('1', registered('Okafor'));
    await world.tell('1', renamed('Lindqvist'));
    await world.tell('1', annulled(11, '1/1'));
    expect(await find('lindqvist')).toEqual([]);
    expect(await world.readModels.namesOf(['1'])).toEqual(
      new Map([['1', { given: 'Zoë', family: 'Okafor' }]]),
    );
  });

  it('leaves out restricted records, but for those they name and those who may see all', async () => {
    await world.tell('1', registered());
    await world.tell('1', restricted('staff-7'));
    expect(await find('zoe')).toEqual([]);
    expect(await find('zoe', { id: 'staff-7', seesRestricted: false })).toEqual(['1']);
    expect(await find('zoe', { id: '%', seesRestricted: false })).toEqual([]);
    expect(await find('zoe', { id: 'staff-1', seesRestricted: true })).toEqual(['1']);
    const whose = { unassigned: true } as const;
    const list = { viewer: anyone, limit: 5, whose, today: '2023-01-01' as LocalDate };
    expect((await world.readModels.worklistPage(list)).rows).toEqual([]);
  });

  it('keeps names as ciphertext only, and nothing at all of a disposed record', async () => {
    await world.tell('1', registered('Featherstonehaugh'));
    expect(await find('feather')).toEqual(['1']);
    expect(files()).not.toContain('Featherstonehaugh');
    expect(files()).toContain('featherstonehaugh');
    await world.tell('1', disposed);
    expect(await find('feather')).toEqual([]);
    expect(files()).not.toContain('featherstonehaugh');
  });

  it('finds no value of an entry that was made unreadable, even before its key is gone', async () => {
    await world.tell('1', registered('Okafor'));
    await world.tell('1', renamed('Lindqvist'));
    const old = (await world.keys.keysOf('journey-1')).current?.kid ?? '';
    await world.keys.startNew('journey-1');
    const [first] = await world.eventIds('1');
    await world.tell('1', {
      ...{ type: 'PersonalDataRestated', on: on(30) },
      data: {
        without: '1/1',
        values: { [first ?? '']: { name: { given: 'Zoë', family: 'Okafor' } } },
      },
    });
    expect(await find('lindqvist')).toEqual([]);
    expect(await find('okafor')).toEqual(['1']);
    await world.keys.destroy([old]);
    expect(await world.readModels.namesOf(['1'])).toEqual(
      new Map([['1', { given: 'Zoë', family: 'Okafor' }]]),
    );
  });
});
