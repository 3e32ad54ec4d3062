import { derivedId } from '#libs/event-sourcing';
import { newJourneyId } from './journeys.js';
import { rehearse } from './rehearsing.js';
import { asked, caseworker, openDesk, register, ticket, type Desk } from './testing/index.js';

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
const step = (commandId: string, command: ReturnType<typeof note>) => ({
  command,
  ticket: ticket(commandId),
});
const agree = asked('AgreePlacement', {
  ...{ settingName: 'Hill Tuition', settingCategory: 'tuition', basis: 'existing' },
  ...{ route: 'none', rank: 'main', weeksPerYear: 38, residential: false },
} as never);
const placementId = (journeyId: string) =>
  derivedId(`journey-${journeyId}`, caseworker.id, 'agree', 'placement', 0);
const start = (journeyId: string, on = '2026-05-05') =>
  asked(
    'StartPlacement',
    { placementId: placementId(journeyId), pattern: 'fullTime' } as never,
    on,
  );

const registering = asked(
  'RegisterLearner',
  {
    ...{ name: { given: 'Robin', family: 'Example' }, dateOfBirth: '2015-03-14', sex: 'female' },
    responsibleAuthority: '886',
  } as never,
  '2026-01-05',
);

describe('rehearsing commands', () => {
  it('tells what each would come to on what those before it leave, and records nothing', async () => {
    const journeyId = newJourneyId(ticket('register'));
    const head = await desk.store.head();
    const outcomes = await rehearse(desk.journeys, journeyId, [
      step('register', registering),
      step('agree', agree),
      step('start', start(journeyId)),
      step('again', start(journeyId, '2026-05-06')),
      step('note', note('Rang home.')),
    ]);
    expect(outcomes).toMatchObject([
      { outcome: 'recorded', repeated: false },
      { outcome: 'recorded', repeated: false },
      { outcome: 'recorded', repeated: false },
      { outcome: 'refused', refusal: { because: 'already-started' } },
      { outcome: 'recorded', repeated: false },
    ]);
    expect(await desk.store.head()).toBe(head);
    expect((await desk.journeys.history(journeyId)).revision).toBe(-1);
  });

  it('finds what was recorded before, and what used its id for something else', async () => {
    const journeyId = await register(desk, 'register');
    await desk.journeys.record(journeyId, note('Rang home.'), ticket('note'));
    const other = { command: note('Hm.'), ticket: { ...ticket('note'), body: { of: 'another' } } };
    expect(
      await rehearse(desk.journeys, journeyId, [step('note', note('Rang home.')), other]),
    ).toEqual([{ outcome: 'recorded', repeated: true }, { outcome: 'key-reused' }]);
  });

  it('gives the very outcome that recording gives afterwards', async () => {
    const journeyId = await register(desk, 'register');
    const steps = [step('note', note('Later.', '2026-06-02')), step('fine', note('Rang home.'))];
    const rehearsed = await rehearse(desk.journeys, journeyId, steps);
    for (const [at, one] of steps.entries()) {
      const written = await desk.journeys.record(journeyId, one.command, one.ticket);
      expect(written.outcome).toBe(rehearsed[at]?.outcome);
    }
  });

  it('is closed to those to whom the record is', async () => {
    const journeyId = await register(desk, 'register');
    const restrict = asked('RestrictRecord', {
      ...{ level: 'sealed', reasonCode: 'staffFamily', people: ['staff-2'] },
    } as never);
    await desk.journeys.record(journeyId, restrict, ticket('restrict'));
    expect(await rehearse(desk.journeys, journeyId, [step('note', note('Hm.'))])).toEqual([
      { outcome: 'refused', refusal: { because: 'restricted' } },
    ]);
  });
});
