import { ERASED, fold } from '#libs/event-sourcing';
import { journeyRules } from '#libs/lifecycle';
import { asked, manager, openDesk, register, ticket, type Desk } from './testing/index.js';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const note = (text: string, on?: string) =>
  asked('RecordNote', { kind: 'call', about: ['learner'], text }, on);

describe('recording on a journey', () => {
  it('opens the journey that the command names, and the same one when it is sent again', async () => {
    const first = await register(desk, 'register');
    const again = await register(desk, 'register');
    expect(again).toBe(first);
    expect((await desk.journeys.history(first)).revision).toBe(0);
  });

  it('records a command once, however often it is sent', async () => {
    const journey = await register(desk, 'register');
    const first = await desk.journeys.record(journey, note('Rang home.'), ticket('note'));
    const second = await desk.journeys.record(journey, note('Rang home.'), ticket('note'));
    expect(first).toMatchObject({ outcome: 'recorded', revision: 1, repeated: false });
    expect(second).toMatchObject({ outcome: 'recorded', revision: 1, repeated: true });
  });

  it('refuses the same command id with another body', async () => {
    const journey = await register(desk, 'register');
    await desk.journeys.record(journey, note('Rang home.'), ticket('note'));
    const other = { ...ticket('note'), body: { of: 'something else' } };
    expect(await desk.journeys.record(journey, note('Rang school.'), other)).toEqual({
      outcome: 'key-reused',
    });
  });

  it('refuses what insists on a revision that is not the last', async () => {
    const journey = await register(desk, 'register');
    await desk.journeys.record(journey, note('One.'), ticket('one'));
    const insisting = { ...ticket('two'), ifRevision: 0 };
    expect(await desk.journeys.record(journey, note('Two.'), insisting)).toEqual({
      outcome: 'stale',
      revision: 1,
    });
  });

  it('knows no journey that was not opened', async () => {
    expect(await desk.journeys.record('nobody', note('?'), ticket('note'))).toMatchObject({
      outcome: 'refused',
      refusal: { because: 'unknown-journey' },
    });
  });

  it('refuses what has not happened yet', async () => {
    const journey = await register(desk, 'register');
    const tomorrow = note('Rang home.', '2026-06-02');
    expect(await desk.journeys.record(journey, tomorrow, ticket('note'))).toMatchObject({
      outcome: 'refused',
      refusal: { because: 'in-the-future', today: '2026-06-01' },
    });
  });

  it('lets sixty-four record at once and loses none', async () => {
    const journey = await register(desk, 'register');
    const one = (n: number) => desk.journeys.record(journey, note(`Note ${n}.`), ticket(`n${n}`));
    const sendAgain = async (n: number): Promise<void> => {
      for (;;) if ((await one(n)).outcome === 'recorded') return;
    };
    await Promise.all(Array.from({ length: 64 }, (_, n) => sendAgain(n)));
    const { events } = await desk.journeys.history(journey);
    const texts = events.flatMap(({ type, data }) => (type === 'NoteRecorded' ? [data.text] : []));
    expect(new Set(texts).size).toBe(64);
    expect(texts).toHaveLength(64);
  });

  it('decides on what another process recorded, though it remembers less', async () => {
    const journey = await register(desk, 'register');
    const other = openDesk({}, desk.folder);
    await other.journeys.record(journey, note('By the other.'), ticket('other'));
    const mine = await desk.journeys.record(journey, note('By me.'), ticket('mine'));
    await other.close();
    expect(mine).toMatchObject({ outcome: 'recorded', revision: 2 });
  });

  it('never seals under a key that another process destroyed, though it remembers it', async () => {
    const [journey, right] = [await register(desk, 'register'), await register(desk, 'other')];
    const wrong = await desk.journeys.record(journey, note('Of another.'), ticket('wrong'));
    if (wrong.outcome !== 'recorded') throw new Error(wrong.outcome);
    const other = openDesk({}, desk.folder);
    const carried = { entryId: wrong.entryIds[0] ?? '', to: right };
    await other.carrying.carry(journey, carried, ticket('carry', manager));
    await desk.journeys.record(journey, note('After.'), ticket('after'));
    const { events } = await other.journeys.history(journey);
    await other.close();
    const texts = events.flatMap(({ type, data }) => (type === 'NoteRecorded' ? [data.text] : []));
    expect(texts).toEqual([ERASED, 'After.']);
  });

  it('remembers what a reader of the log would fold', async () => {
    const journey = await register(desk, 'register');
    await desk.journeys.record(journey, note('Later.', '2026-05-04'), ticket('later'));
    await desk.journeys.record(journey, note('Earlier.', '2026-03-04'), ticket('earlier'));
    const remembered = await desk.journeys.record(journey, note('Last.'), ticket('last'));
    if (remembered.outcome !== 'recorded') throw new Error(remembered.outcome);
    const read = await desk.journeys.history(journey);
    expect(fold(journeyRules, remembered.history.events)).toEqual(fold(journeyRules, read.events));
    expect(remembered.history.events).toEqual(read.events);
  });
});

describe('a restricted record', () => {
  const restrict = asked('RestrictRecord', {
    level: 'sealed',
    reasonCode: 'staffFamily',
    people: [manager.id],
  });

  it('is closed to all but the people named', async () => {
    const journey = await register(desk, 'register');
    await desk.journeys.record(journey, restrict, ticket('restrict'));
    const byAnother = await desk.journeys.record(journey, note('Hm.'), ticket('note'));
    const byManager = await desk.journeys.record(journey, note('Hm.'), ticket('m', manager));
    expect(byAnother).toMatchObject({ refusal: { because: 'restricted' } });
    expect(byManager.outcome).toBe('recorded');
  });

  it('can be opened again by those who restrict', async () => {
    const journey = await register(desk, 'register');
    await desk.journeys.record(journey, restrict, ticket('restrict'));
    const lift = asked('UnrestrictRecord', { reasonCode: 'reasonGone' });
    const lifted = await desk.journeys.record(journey, lift, {
      ...ticket('lift'),
      opensRestricted: true,
    });
    expect(lifted.outcome).toBe('recorded');
  });
});
