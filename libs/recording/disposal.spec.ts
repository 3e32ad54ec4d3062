import { isErased } from '#libs/event-sourcing';
import { verifyLog } from '#libs/audit';
import { finishDestructions } from '#libs/privacy';
import {
  asked,
  caseworker,
  manager,
  openDesk,
  proposalIdIn,
  register,
  ticket,
  type Desk,
} from './testing/index.js';

let desk: Desk;
beforeEach(() => {
  desk = openDesk();
});
afterEach(async () => {
  await desk.close();
  desk.remove();
});

const propose = asked('ProposeDisposal', { rule: 'dob+31' });

const proposed = async (journey: string): Promise<string> => {
  const written = await desk.journeys.record(journey, propose, ticket('propose', caseworker));
  if (written.outcome !== 'recorded') throw new Error(JSON.stringify(written));
  const [event] = written.events;
  return proposalIdIn(event);
};

describe('disposing of a record', () => {
  it('needs a second person', async () => {
    const journey = await register(desk, 'register');
    const proposalId = await proposed(journey);
    const byTheSame = asked('DisposeOfRecord', { proposalId });
    expect(await desk.journeys.record(journey, byTheSame, ticket('dispose'))).toMatchObject({
      outcome: 'refused',
      refusal: { because: 'same-person' },
    });
  });

  it('is refused under a legal hold', async () => {
    const journey = await register(desk, 'register');
    const hold = asked('PlaceLegalHold', { reasonCode: 'tribunal' });
    await desk.journeys.record(journey, hold, ticket('hold'));
    const proposalId = await proposed(journey);
    const dispose = asked('DisposeOfRecord', { proposalId });
    expect(await desk.journeys.record(journey, dispose, ticket('d', manager))).toMatchObject({
      outcome: 'refused',
      refusal: { because: 'legal-hold' },
    });
  });

  it('leaves a history that folds and verifies, and reads as erased', async () => {
    const journey = await register(desk, 'register');
    const proposalId = await proposed(journey);
    const dispose = asked('DisposeOfRecord', { proposalId });
    const written = await desk.journeys.record(journey, dispose, ticket('dispose', manager));
    expect(written.outcome).toBe('recorded');
    const { events } = await desk.journeys.history(journey);
    const [registration] = events;
    if (registration?.type !== 'LearnerRegistered') throw new Error('No registration.');
    expect(isErased(registration.data.name)).toBe(true);
    expect(await verifyLog(desk.store)).toMatchObject({ findings: [] });
    expect(await desk.keys.pendingDestructions()).toEqual([]);
  });

  it('closes the stream: nothing is recorded after it', async () => {
    const journey = await register(desk, 'register');
    const proposalId = await proposed(journey);
    const dispose = asked('DisposeOfRecord', { proposalId });
    await desk.journeys.record(journey, dispose, ticket('dispose', manager));
    const note = asked('RecordNote', { kind: 'call', about: ['learner'], text: 'Late.' });
    expect(await desk.journeys.record(journey, note, ticket('note'))).toMatchObject({
      outcome: 'refused',
      refusal: { because: 'record-disposed' },
    });
  });

  it('is finished at the next start when it stopped between the append and the key', async () => {
    const journey = await register(desk, 'register');
    const proposalId = await proposed(journey);
    const stopping = openDesk({}, desk.folder, (ports) => ({
      ...ports,
      keys: { ...ports.keys, destroy: () => Promise.reject(new Error('The power went.')) },
    }));
    const dispose = asked('DisposeOfRecord', { proposalId });
    await expect(
      stopping.journeys.record(journey, dispose, ticket('dispose', manager)),
    ).rejects.toThrow('The power went.');
    await stopping.close();
    expect(await desk.keys.pendingDestructions()).toHaveLength(1);
    await finishDestructions(desk.keys, desk.store);
    const { events } = await desk.journeys.history(journey);
    const [registration] = events;
    expect(registration?.type === 'LearnerRegistered' && isErased(registration.data.name)).toBe(
      true,
    );
  });

  it('cannot be taken back by a correction', async () => {
    const journey = await register(desk, 'register');
    const proposalId = await proposed(journey);
    const dispose = asked('DisposeOfRecord', { proposalId });
    const written = await desk.journeys.record(journey, dispose, ticket('dispose', manager));
    const entryId = written.outcome === 'recorded' ? (written.entryIds[0] ?? '') : '';
    const undo = { entryId, reasonCode: 'neverHappened' };
    expect(await desk.correcting.correct(journey, undo, ticket('undo', manager))).toMatchObject({
      refusal: { because: 'record-disposed' },
    });
  });

  it('cannot come in as the replacement of another entry', async () => {
    const journey = await register(desk, 'register');
    const note = asked('RecordNote', { kind: 'call', about: ['learner'], text: 'Rang.' });
    const noted = await desk.journeys.record(journey, note, ticket('note'));
    const proposalId = await proposed(journey);
    const entryId = noted.outcome === 'recorded' ? (noted.entryIds[0] ?? '') : '';
    const replacement = asked('DisposeOfRecord', { proposalId });
    const correction = { entryId, reasonCode: 'wrongValue', replacement };
    expect(await desk.correcting.correct(journey, correction, ticket('c', manager))).toMatchObject({
      refusal: { because: 'never-a-replacement' },
    });
  });

  it('destroys the key also when another process has given the intention up', async () => {
    const journey = await register(desk, 'register');
    const proposalId = await proposed(journey);
    const careless = openDesk({}, desk.folder, (ports) => ({
      ...ports,
      keys: { ...ports.keys, intendDestruction: async () => undefined },
    }));
    const dispose = asked('DisposeOfRecord', { proposalId });
    await careless.journeys.record(journey, dispose, ticket('dispose', manager));
    await careless.close();
    const [registration] = (await desk.journeys.history(journey)).events;
    expect(registration?.type === 'LearnerRegistered' && isErased(registration.data.name)).toBe(
      true,
    );
  });
});
