import { fold, onDay, type LocalDate } from '#libs/event-sourcing';
import {
  journeyRules,
  placementOf,
  requestOf,
  startOf,
  type JourneyCommand,
} from '#libs/lifecycle';
import { asked, openDesk, register, ticket, type Desk } from './testing/index.js';

const oak = {
  snapshot: {
    ...{ providerId: 'oak', urn: '118001', name: 'Oak School', category: 'independentSection41' },
    asOf: '2026-01-01' as LocalDate,
  },
};

let desk: Desk;
beforeEach(() => {
  desk = openDesk({ oak });
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const request = (on = '2026-01-12') =>
  asked(
    'RequestPlacement',
    { reasonCode: 'newPlan', settingTypes: ['independentOrNonMaintained'], boarding: 'day' },
    on,
  );

const agree = (requestId: string, on = '2026-03-02') =>
  asked(
    'AgreePlacement',
    {
      ...{ requestId, providerId: 'oak', basis: 'dutyToAdmit', route: 'lotA', rank: 'main' },
      ...{ lines: [], weeksPerYear: 38, residential: false },
    } as Extract<JourneyCommand, { type: 'AgreePlacement' }>['data'],
    on,
  );

const start = (placementId: string, on: string): JourneyCommand => {
  const command = asked('StartPlacement', { placementId, pattern: 'fullTime' }, on);
  const acknowledge = [{ code: 'start-without-signed-agreement', reason: 'Signed by phone.' }];
  return { ...command, details: { ...command.details, acknowledge } };
};

/** A journey with a request, an agreement and a start, each in an entry of its own. */
const placed = async () => {
  const journey = await register(desk, 'register');
  const say = async (id: string, command: JourneyCommand) => {
    const written = await desk.journeys.record(journey, command, ticket(id));
    if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
    return {
      entry: written.entryIds[0] ?? '',
      data: written.events[0]?.data as Record<string, string>,
    };
  };
  const requested = await say('request', request());
  const requestId = requested.data['requestId'] ?? '';
  const agreed = await say('agree', agree(requestId));
  const placementId = agreed.data['placementId'] ?? '';
  const started = await say('start', start(placementId, '2026-04-20'));
  return { journey, requestId, placementId, requested, agreed, started };
};

const stateOf = async (journey: string) =>
  fold(journeyRules, (await desk.journeys.history(journey)).events);

describe('correcting an entry', () => {
  it('replaces it in one step and keeps the ids that later entries refer to', async () => {
    const { journey, placementId, requestId, agreed } = await placed();
    const replacement = agree(requestId, '2026-03-09');
    const correction = { entryId: agreed.entry, reasonCode: 'wrongDate', replacement };
    const written = await desk.correcting.correct(journey, correction, ticket('correct'));
    expect(written.outcome).toBe('recorded');
    const state = await stateOf(journey);
    expect(placementOf(state, placementId)?.agreedOn).toEqual(onDay('2026-03-09' as LocalDate));
    expect(startOf(state, placementId)?.startedOn).toEqual(onDay('2026-04-20' as LocalDate));
  });

  it('restores the state when it is put back', async () => {
    const { journey, requestId, agreed } = await placed();
    const before = await stateOf(journey);
    const moved = await desk.correcting.correct(
      journey,
      {
        entryId: agreed.entry,
        reasonCode: 'wrongDate',
        replacement: agree(requestId, '2026-03-09'),
      },
      ticket('there'),
    );
    const replaced = moved.outcome === 'recorded' ? moved.entryIds[1] : undefined;
    const back = {
      entryId: replaced ?? '',
      reasonCode: 'wrongDate',
      replacement: agree(requestId),
    };
    expect((await desk.correcting.correct(journey, back, ticket('back'))).outcome).toBe('recorded');
    const { record: _before, ...rest } = before;
    const { record: _after, ...restAfter } = await stateOf(journey);
    expect(restAfter).toEqual(rest);
  });

  it('is refused when a later entry could not stand, and names it and what a cascade would take', async () => {
    const { journey, agreed, started } = await placed();
    const annulment = { entryId: agreed.entry, reasonCode: 'neverHappened' };
    expect(await desk.correcting.correct(journey, annulment, ticket('annul'))).toMatchObject({
      outcome: 'refused',
      refusal: {
        because: 'later-entry-no-longer-holds',
        entry: started.entry,
        refusal: { because: 'unknown-placement' },
        cascade: [started.entry],
      },
    });
  });

  it('previews a cascade and records nothing', async () => {
    const { journey, agreed, started } = await placed();
    const { revision } = await desk.journeys.history(journey);
    const annulment = { entryId: agreed.entry, reasonCode: 'neverHappened' };
    expect(await desk.correcting.preview(journey, annulment, ticket('preview'))).toEqual({
      outcome: 'holds',
      annuls: [agreed.entry, started.entry],
    });
    expect((await desk.journeys.history(journey)).revision).toBe(revision);
  });

  it('takes the later entries along when told to', async () => {
    const { journey, requestId, placementId, agreed } = await placed();
    const annulment = { entryId: agreed.entry, reasonCode: 'neverHappened', cascade: true };
    expect((await desk.correcting.correct(journey, annulment, ticket('annul'))).outcome).toBe(
      'recorded',
    );
    const state = await stateOf(journey);
    expect(placementOf(state, placementId)).toBeUndefined();
    expect(requestOf(state, requestId)).toBeDefined();
  });

  it('keeps what was acknowledged: its reason still holds', async () => {
    const { journey, placementId, started } = await placed();
    const replacement = asked('StartPlacement', { placementId, pattern: 'fullTime' }, '2026-04-21');
    const correction = { entryId: started.entry, reasonCode: 'wrongDate', replacement };
    await desk.correcting.correct(journey, correction, ticket('correct'));
    const { events } = await desk.journeys.history(journey);
    expect(events.at(-1)?.irregularities).toEqual([
      { code: 'start-without-signed-agreement', reason: 'Signed by phone.' },
    ]);
  });

  it.each([
    ['an entry that is not there', 'no-such-entry', 'unknown-entry'],
    ['the registration', 'registration', 'opening-entry-stays'],
  ])('is refused for %s', async (_, which, because) => {
    const { journey } = await placed();
    const { events } = await desk.journeys.history(journey);
    const entryId = which === 'registration' ? (events[0]?.entryId ?? '') : which;
    const annulment = { entryId, reasonCode: 'neverHappened' };
    expect(await desk.correcting.correct(journey, annulment, ticket('annul'))).toMatchObject({
      refusal: { because },
    });
  });

  it('is refused the second time: the entry was annulled before', async () => {
    const { journey, started } = await placed();
    const annulment = { entryId: started.entry, reasonCode: 'neverHappened' };
    await desk.correcting.correct(journey, annulment, ticket('once'));
    expect(await desk.correcting.correct(journey, annulment, ticket('twice'))).toMatchObject({
      refusal: { because: 'already-annulled', entry: started.entry },
    });
  });

  it('is recorded once, however often it is sent', async () => {
    const { journey, started } = await placed();
    const annulment = { entryId: started.entry, reasonCode: 'neverHappened' };
    await desk.correcting.correct(journey, annulment, ticket('annul'));
    const again = await desk.correcting.correct(journey, annulment, ticket('annul'));
    expect(again).toMatchObject({ outcome: 'recorded', repeated: true });
  });

  it('keeps ids of every kind, also when it is corrected again', async () => {
    const journey = await register(desk, 'register');
    const identify = (on: string) =>
      asked(
        'IdentifyPhaseTransfer',
        { transferYear: 2026, change: 'primaryToSecondary', identifiedBy: 'yearGroup' },
        on,
      );
    const first = await desk.journeys.record(journey, identify('2026-01-12'), ticket('identify'));
    if (first.outcome !== 'recorded') throw new Error(JSON.stringify(first));
    const id = Object.values(first.events[0]?.data ?? {});
    const once = {
      entryId: first.entryIds[0] ?? '',
      reasonCode: 'wrongDate',
      replacement: identify('2026-01-13'),
    };
    const second = await desk.correcting.correct(journey, once, ticket('once'));
    if (second.outcome !== 'recorded') throw new Error(JSON.stringify(second));
    const again = {
      entryId: second.entryIds[1] ?? '',
      reasonCode: 'wrongDate',
      replacement: identify('2026-01-14'),
    };
    const third = await desk.correcting.correct(journey, again, ticket('again'));
    if (third.outcome !== 'recorded') throw new Error(JSON.stringify(third));
    expect(Object.values(third.events.at(-1)?.data ?? {})).toEqual(id);
  });
});
