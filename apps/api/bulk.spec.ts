import { registered, served, type Asker, type Served } from './testing/index.js';

let service: Served;
let manager: Asker;
let journeys: readonly string[];
beforeAll(async () => {
  service = await served();
  manager = service.as('team-manager');
  const caseworker = service.as('caseworker');
  journeys = [await registered(caseworker), await registered(caseworker)];
});
afterAll(() => service.close());

const unknown = '00000000-0000-5000-8000-000000000000';
const body = { team: 'north', reasonCode: 'leaver', occurredOn: '2026-01-05' };
const items = (ids: readonly string[]) => ({
  items: ids.map((journeyId) => ({ journeyId, body })),
});

describe('giving many cases to an officer at once', () => {
  it('gives each by itself: what fails says why, and the rest is recorded', async () => {
    const ids = [journeys[0] ?? '', unknown, journeys[1] ?? ''];
    const answer = await manager.post('/api/bulk/assign-case', items(ids));
    expect(answer.status).toBe(200);
    expect(Object.values(answer.body)).toMatchObject([
      { journeyId: ids[0], recorded: true, revision: 1 },
      { journeyId: unknown, recorded: false, problem: { status: 404, code: 'unknown-journey' } },
      { journeyId: ids[2], recorded: true, revision: 1 },
    ]);
  });

  it('can be sent again with the same key, and records nothing twice', async () => {
    const key = { 'idempotency-key': 'bulk-1' };
    const sent = { items: [{ journeyId: journeys[0], body: { ...body, team: 'south' } }] };
    await manager.post('/api/bulk/assign-case', sent, key);
    const before = await service.service.store.head();
    const again = await manager.post('/api/bulk/assign-case', sent, key);
    expect(again.status).toBe(200);
    expect(await service.service.store.head()).toBe(before);
  });

  it('is refused as a whole when the shape of one is wrong, naming which', async () => {
    const before = await service.service.store.head();
    const wrong = { journeyId: journeys[1], body: { ...body, reasonCode: 'because' } };
    const right = { journeyId: journeys[0], body: { ...body, team: 'east' } };
    const answer = await manager.post('/api/bulk/assign-case', { items: [right, wrong] });
    expect(answer).toMatchObject({
      status: 400,
      body: { code: 'invalid-body', errors: [{ field: 'items.1.reasonCode' }] },
    });
    expect(await service.service.store.head()).toBe(before);
  });

  it('takes a thousand items and no more', async () => {
    const many = items(Array.from({ length: 1_001 }, () => unknown));
    const answer = await manager.post('/api/bulk/assign-case', many);
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-body' } });
  });

  it('is for those who may assign', async () => {
    const answer = await service.as('caseworker').post('/api/bulk/assign-case', items(journeys));
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });
});

describe('entering a cohort that is due to change school', () => {
  it('records one entry on each record', async () => {
    const cohort = journeys.map((journeyId) => ({
      journeyId,
      body: {
        ...{ transferYear: 2026, change: 'primaryToSecondary', identifiedBy: 'yearGroup' },
        occurredOn: '2026-01-05',
      },
    }));
    const answer = await service
      .as('caseworker')
      .post('/api/bulk/identify-phase-transfer', { items: cohort });
    expect(Object.values(answer.body)).toMatchObject([{ recorded: true }, { recorded: true }]);
  });
});
