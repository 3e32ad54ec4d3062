import { onDay } from '#libs/event-sourcing';
import { providerIdFor, type ProviderCommand } from './index.js';
import { day, oakHouse } from './testing/provider.examples.js';
import { temporaryRegister, ticketFor } from './testing/register.examples.js';

let world: ReturnType<typeof temporaryRegister>;
beforeEach(() => (world = temporaryRegister()));
afterEach(() => world.remove());

const on = (text: string) => ({ occurredOn: onDay(day(text)) });
const register = (data: object = {}): ProviderCommand => ({
  type: 'RegisterProvider',
  data: { ...oakHouse, ...data },
  details: on('2026-09-01'),
});
const amend = (data: object, when = '2026-09-10'): ProviderCommand => ({
  type: 'AmendProvider',
  data,
  details: on(when),
});
const OAK = providerIdFor('118953', ticketFor('any'));

const registerOak = () => world.register.record(OAK, register(), ticketFor('register'));
const page = { limit: 10 };
const names = (found: { providers: readonly { profile: { name: string } }[] }) =>
  found.providers.map(({ profile }) => profile.name);

describe('what is recorded', () => {
  it('is found at once, by id, URN and name', async () => {
    expect((await registerOak()).outcome).toBe('recorded');
    expect((await world.register.get(OAK))?.revision).toBe(0);
    expect(await world.register.idOf('118953')).toBe(OAK);
    for (const query of [{ urn: '118953' }, { name: 'oak' }, { name: 'HOUSE sch' }, {}])
      expect(names(await world.register.find(query, page))).toEqual(['Oak House School']);
    for (const query of [{ urn: '118954' }, { name: 'ouse' }, { name: 'elm' }])
      expect(names(await world.register.find(query, page))).toEqual([]);
  });

  it('is the same when sent again', async () => {
    await registerOak();
    const again = await registerOak();
    expect(again).toMatchObject({ outcome: 'recorded', repeated: true, revision: 0 });
    const other = await world.register.record(OAK, register(), ticketFor('register', 'other'));
    expect(other.outcome).toBe('key-reused');
  });

  it('is refused with its reason, and then nothing is there', async () => {
    const written = await world.register.record(
      'unknown',
      amend({ town: 'Ashford' }),
      ticketFor('amend'),
    );
    expect(written).toMatchObject({
      outcome: 'refused',
      refusal: { because: 'unknown-provider', providerId: 'unknown' },
    });
    expect(await world.register.get('unknown')).toBeUndefined();
    expect((await world.register.history('unknown')).events).toEqual([]);
  });

  it('stands in the history with a plain digest and nothing sealed', async () => {
    await registerOak();
    const { events } = await world.register.history(OAK);
    expect(events[0]).toMatchObject({ type: 'ProviderRegistered', command: { id: 'register' } });
    expect(events[0]?.command.kid).toBeUndefined();
  });

  it('cannot give one URN to two providers', async () => {
    await registerOak();
    const second = await world.register.record('other', register(), ticketFor('second'));
    expect(second).toMatchObject({
      outcome: 'refused',
      refusal: { because: 'urn-taken', urn: '118953', providerId: OAK },
    });
  });

  it('may be taken back, and is gone then', async () => {
    const written = await registerOak();
    const entry = written.outcome === 'recorded' ? (written.entryIds[0] ?? '') : '';
    await world.register.record(
      OAK,
      {
        type: 'AnnulProviderEntry',
        data: { entry, reasonCode: 'wrongProvider' },
        details: on('2026-09-02'),
      },
      ticketFor('annul'),
    );
    expect(await world.register.get(OAK)).toBeUndefined();
    expect(names(await world.register.find({}, page))).toEqual([]);
    const reopened = world.another();
    expect(names(await reopened.find({}, page))).toEqual([]);
  });
});

describe('what another process records', () => {
  it('is in every answer after it', async () => {
    const other = world.another();
    expect(names(await other.find({}, page))).toEqual([]);
    await registerOak();
    expect(names(await other.find({}, page))).toEqual(['Oak House School']);
    await world.register.record(OAK, amend({ name: 'Oak Court' }), ticketFor('amend'));
    expect((await other.snapshots([OAK], day('2026-09-10')))[OAK]?.name).toBe('Oak Court');
    expect((await other.get(OAK))?.revision).toBe(1);
  });

  it('told late is folded at its place', async () => {
    const other = world.another();
    await registerOak();
    await world.register.record(OAK, amend({ name: 'Oak Court' }), ticketFor('later'));
    await other.find({}, page);
    await world.register.record(
      OAK,
      amend({ name: 'Oak Hall' }, '2026-09-05'),
      ticketFor('earlier'),
    );
    const nameOn = async (text: string) =>
      (await other.snapshots([OAK], day(text)))[OAK]?.name ?? '';
    expect(await nameOn('2026-09-04')).toBe('Oak House School');
    expect(await nameOn('2026-09-05')).toBe('Oak Hall');
    expect(await nameOn('2026-09-10')).toBe('Oak Court');
  });

  it('is followed after the first question', async () => {
    const other = world.another();
    await other.find({}, page);
    await registerOak();
    await world.register.record(OAK, amend({ name: 'Oak Court' }), ticketFor('amend'));
    const found = await other.find({ name: 'oak court' }, page, day('2026-09-10'));
    expect(names(found)).toEqual(['Oak Court']);
  });
});

describe('schools for a decision', () => {
  it('come as of the day, with their place; unknown ones are left out', async () => {
    await registerOak();
    const located = await world.register.located([OAK, 'unknown', OAK], day('2026-10-01'));
    expect(located).toEqual({
      [OAK]: {
        snapshot: expect.objectContaining({ providerId: OAK, urn: '118953', asOf: '2026-10-01' }),
        at: { easting: 576_017, northing: 156_294 },
      },
    });
    expect(Object.keys(await world.register.snapshots(['unknown'], day('2026-10-01')))).toEqual([]);
  });

  it('have no place where none is known', async () => {
    const plain = { name: 'Elm', category: 'tuition' } as const;
    const command: ProviderCommand = {
      type: 'RegisterProvider',
      data: plain,
      details: on('2026-09-01'),
    };
    await world.register.record('elm', command, ticketFor('elm'));
    expect((await world.register.located(['elm'], day('2026-10-01')))['elm']).not.toHaveProperty(
      'at',
    );
  });
});

describe('a URN that changes', () => {
  it('still leads to the provider, and may be given to another', async () => {
    await registerOak();
    await world.register.record(OAK, amend({ urn: '150001' }), ticketFor('amend'));
    expect(await world.register.idOf('118953')).toBe(OAK);
    expect(await world.register.idOf('150001')).toBe(OAK);
    const second = await world.register.record('other', register(), ticketFor('second'));
    expect(second.outcome).toBe('recorded');
    expect(await world.register.idOf('118953')).toBe('other');
  });
});

describe('a search', () => {
  const schools = ['Elm House', 'Ash House', 'Oak House', "St Ann's House", 'Birch House'];
  beforeEach(async () => {
    for (const [place, name] of schools.entries())
      await world.register.record(
        `p-${place}`,
        register({
          ...{ name, urn: `15000${place}`, giasType: place === 0 ? 8 : 10 },
          localAuthority: place === 1 ? '887' : '886',
        }),
        ticketFor(name),
      );
  });

  it('lists by name, a page at a time', async () => {
    const first = await world.register.find({}, { limit: 2 });
    expect(names(first)).toEqual(['Ash House', 'Birch House']);
    const second = await world.register.find({}, { limit: 2, cursor: first.next });
    expect(names(second)).toEqual(['Elm House', 'Oak House']);
    const third = await world.register.find({}, { limit: 2, cursor: second.next });
    expect(names(third)).toEqual(["St Ann's House"]);
    expect(third.next).toBeUndefined();
  });

  it('needs no next page when a page is just full', async () => {
    expect((await world.register.find({}, { limit: 5 })).next).toBeUndefined();
  });

  it('filters by what is so on the day', async () => {
    const found = async (query: object) => names(await world.register.find(query, page));
    expect(await found({ category: 'nonMaintainedSpecial' })).toEqual(['Elm House']);
    expect(await found({ localAuthority: '887' })).toEqual(['Ash House']);
    expect(await found({ inArea: false })).toEqual(['Ash House']);
    expect(await found({ name: 'st anns' })).toEqual(["St Ann's House"]);
    expect(await found({ name: 'house', status: 'active', lot: 'none' })).toHaveLength(5);
    expect(await found({ section41: true })).toEqual([]);
    expect(await found({ urn: '150000', category: 'independent' })).toEqual([]);
  });
});
