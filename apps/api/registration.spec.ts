import {
  recorded,
  registered,
  robin,
  said,
  served,
  type Asker,
  type Served,
} from './testing/index.js';

describe('a registration', () => {
  let service: Served;
  let caseworker: Asker;
  beforeAll(async () => {
    service = await served();
    caseworker = service.as('caseworker');
  });
  afterAll(() => service.close());

  it('opens a record, and says where it is, at which revision, and where in the log', async () => {
    const answer = await recorded(caseworker.post('/api/journeys', robin));
    const journeyId = said(answer, 'journeyId');
    const entry = said(answer, 'entryIds.0');
    expect(answer.headers).toMatchObject({
      location: `/api/journeys/${journeyId}/entries/${entry}`,
      etag: '"0"',
      position: said(answer, 'position'),
    });
    expect(answer.body).toMatchObject({ recorded: true, events: [{ event: 'LearnerRegistered' }] });
  });

  it('is an entry at the address that was given', async () => {
    const answer = await recorded(caseworker.post('/api/journeys', robin));
    const entry = await caseworker.get(String(answer.headers['location']));
    expect(entry.body).toMatchObject({
      sentences: ['Robin Example was registered. Needs: autism.'],
      facts: [{ type: 'LearnerRegistered', data: { name: { given: 'Robin' } } }],
    });
  });

  it('is on the timeline at once, with who recorded it and both its dates', async () => {
    const journeyId = await registered(caseworker);
    const { body, headers } = await caseworker.get(`/api/journeys/${journeyId}/timeline`);
    expect(headers['etag']).toBe('"0"');
    expect(body).toMatchObject({
      entries: [
        {
          when: 'on 1 September 2025',
          occurredOn: { from: '2025-09-01', to: '2025-09-01', precision: 'day' },
          recordedAt: expect.stringMatching(/^\d{4}-.*\.\d{6}Z$/) as string,
          actor: { id: 'the-caseworker', role: 'caseworker', team: 'north' },
          source: 'user',
          standing: { as: 'standing' },
        },
      ],
    });
  });

  it('can be read as a state', async () => {
    const journeyId = await registered(caseworker);
    const { body } = await caseworker.get(`/api/journeys/${journeyId}`);
    expect(body).toMatchObject({ journeyId, revision: 0, viewpoint: {} });
    expect(JSON.stringify(body['state'])).toContain('Robin');
  });

  it('happened today where nothing is said', async () => {
    const { occurredOn: _, ...today } = robin;
    const answer = await recorded(caseworker.post('/api/journeys', today));
    const path = `/api/journeys/${said(answer, 'journeyId')}/timeline`;
    const timeline = await caseworker.get(path);
    expect(said(timeline, 'entries.0.occurredOn.from')).toBe(
      service.service.journeys.ports.dayOf(service.service.journeys.ports.now()),
    );
  });

  it('does not open a record for what has not happened', async () => {
    const future = await caseworker.post('/api/journeys', { ...robin, occurredOn: '2199-01-01' });
    expect(future).toMatchObject({ status: 422, body: { code: 'in-the-future' } });
  });
});

describe('what is not there', () => {
  let service: Served;
  beforeAll(async () => {
    service = await served();
  });
  afterAll(() => service.close());

  const nowhere = '/api/journeys/00000000-0000-5000-8000-000000000000';
  const note = { kind: 'call', about: ['learner'], text: 'x', occurredOn: '2026-01-05' };

  it('is a 404 to a reader', async () => {
    for (const path of [nowhere, `${nowhere}/timeline`, `${nowhere}/entries/x`])
      expect(await service.as('caseworker').get(path)).toMatchObject({
        status: 404,
        body: { code: 'unknown-journey' },
      });
  });

  it('is a 404 to a recorder, and stays not there', async () => {
    const answer = await service.as('caseworker').post(`${nowhere}/record/record-note`, note);
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-journey' } });
    expect((await service.as('caseworker').get(nowhere)).status).toBe(404);
  });

  it('is a 404 for an entry of a record that is there', async () => {
    const journeyId = await registered(service.as('caseworker'));
    const answer = await service.as('caseworker').get(`/api/journeys/${journeyId}/entries/other`);
    expect(answer).toMatchObject({ status: 404, body: { code: 'unknown-entry' } });
  });

  it('is a 404 for a provider', async () => {
    for (const path of ['/api/providers/none', '/api/providers/none/events'])
      expect(await service.as('caseworker').get(path)).toMatchObject({
        status: 404,
        body: { code: 'unknown-provider' },
      });
  });

  it('is a 404 for any other address, as a problem', async () => {
    const answer = await service.as('caseworker').get('/api/nothing');
    expect(answer).toMatchObject({ status: 404, body: { code: 'no-such-address' } });
    expect(answer.headers['content-type']).toMatch(/^application\/problem\+json/);
  });
});
