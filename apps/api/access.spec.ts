import { call, recorded, registered, robin, served, type Served } from './testing/index.js';

let service: Served;
let at: string;
beforeAll(async () => {
  service = await served();
  at = `/api/journeys/${await registered(service.as('caseworker'))}`;
  const note = call('x', '2026-01-05');
  await recorded(service.as('caseworker').post(`${at}/record/record-note`, note));
});
afterAll(() => service.close());

describe('who is not known', () => {
  it('is told how to say who they are, and sees nothing', async () => {
    for (const path of ['/api/register', at, `${at}/timeline`, '/api/me', '/metrics']) {
      const answer = await service.anybody.get(path);
      expect(answer).toMatchObject({ status: 401, body: { code: 'who-is-asking' } });
      expect(answer.headers['www-authenticate']).toBe('Bearer');
      expect(answer.text).not.toContain('Robin');
    }
  });

  it('records nothing', async () => {
    const before = await service.service.store.head();
    expect((await service.anybody.post('/api/journeys', robin)).status).toBe(401);
    const wrong = { authorization: 'Bearer demo-caseworker-token-2' };
    expect((await service.anybody.post('/api/journeys', robin, wrong)).status).toBe(401);
    expect(await service.service.store.head()).toBe(before);
  });

  it('may ask how the service is, and what its answers mean', async () => {
    for (const path of ['/health', '/ready', '/api/problems', '/api/openapi.json'])
      expect((await service.anybody.get(path)).status).toBe(200);
  });

  it('is not told of a record whether there is one', async () => {
    const nowhere = '/api/journeys/00000000-0000-5000-8000-000000000000';
    const [there, notThere] = [await service.anybody.get(at), await service.anybody.get(nowhere)];
    expect({ ...there.body, requestId: '' }).toEqual({ ...notThere.body, requestId: '' });
  });
});

describe('a role', () => {
  const note = call('x', '2026-01-05');
  const assign = { team: 'north', reasonCode: 'new', occurredOn: '2026-01-05' };
  const approve = { approvalId: 'an-approval' };
  const carry = { to: 'another' };
  const school = { name: 'Meadow School', category: 'independent', occurredOn: '2020-09-01' };

  it.each([
    { role: 'auditor', does: 'record', path: () => `${at}/record/record-note`, body: note },
    { role: 'auditor', does: 'register a learner', path: () => '/api/journeys', body: robin },
    {
      role: 'auditor',
      does: 'correct',
      path: () => `${at}/entries/x/correction`,
      body: { reasonCode: 'wrongValue' },
    },
    { role: 'caseworker', does: 'approve', path: () => `${at}/record/approve`, body: approve },
    {
      role: 'caseworker',
      does: 'assign a case',
      path: () => `${at}/record/assign-case`,
      body: assign,
    },
    {
      role: 'caseworker',
      does: 'carry an entry',
      path: () => `${at}/entries/x/carry`,
      body: carry,
    },
    { role: 'caseworker', does: 'enter a school', path: () => '/api/providers', body: school },
    {
      role: 'commissioner',
      does: 'record on a learner',
      path: () => `${at}/record/record-note`,
      body: note,
    },
    {
      role: 'finance',
      does: 'agree a placement',
      path: () => `${at}/offers/agree-placement`,
      body: {},
    },
    {
      role: 'panel-clerk',
      does: 'agree a placement',
      path: () => `${at}/offers/agree-placement`,
      body: {},
    },
    { role: 'administrator', does: 'search', path: () => '/api/search', body: { text: 'Robin' } },
    {
      role: 'team-manager',
      does: 'dispose',
      path: () => `${at}/record/dispose-of-record`,
      body: { proposalId: 'x' },
    },
  ] as const)('of $role may not $does', async ({ role, path, body }) => {
    const before = await service.service.store.head();
    const answer = await service.as(role).post(path(), body);
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
    expect(await service.service.store.head()).toBe(before);
  });

  it.each([
    ['caseworker', '/events'],
    ['caseworker', '/verification'],
    ['team-manager', '/access'],
    ['administrator', ''],
    ['administrator', '/timeline'],
    ['integration', '/timeline'],
  ] as const)('of %s may not read %s of a record', async (role, path) => {
    const answer = await service.as(role).get(`${at}${path}`);
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });

  it('that somebody has not cannot be taken on', async () => {
    const answer = await service.as('caseworker').post(`${at}/record/approve`, approve, {
      'acting-role': 'director',
    });
    expect(answer).toMatchObject({ status: 401, body: { code: 'who-is-asking' } });
  });

  it('is what /api/me says', async () => {
    expect((await service.as('auditor').get('/api/me')).body).toMatchObject({
      actorId: 'the-auditor',
      role: 'auditor',
      permissions: expect.arrayContaining(['audit:read']) as string[],
    });
  });
});

describe('the access log of a record', () => {
  const looked = async () => {
    const { body } = await service.as('auditor').get(`${at}/access?limit=500`);
    return body['entries'] as readonly Readonly<Record<string, string>>[];
  };

  it('shows who looked, at what, in which role, and when', async () => {
    await service.as('finance').get(`${at}/timeline`, { 'access-reason': 'invoice-query' });
    expect((await looked())[0]).toMatchObject({
      ...{ actorId: 'the-finance', role: 'finance', team: 'north', action: 'VIEW_TIMELINE' },
      ...{ outcome: 'allowed', reason: 'invoice-query' },
      at: expect.stringMatching(/Z$/) as string,
    });
  });

  it('shows who tried to, and was not let in', async () => {
    await service.as('administrator').get(`${at}/timeline`);
    expect((await looked())[0]).toMatchObject({ actorId: 'the-administrator', outcome: 'refused' });
    await service.anybody.get(at);
    expect((await looked())[0]).toMatchObject({ action: 'VIEW_JOURNEY', outcome: 'refused' });
    expect((await looked())[1]).not.toHaveProperty('actorId.length');
  });

  it('shows who recorded', async () => {
    expect(await looked()).toContainEqual(
      expect.objectContaining({ actorId: 'the-caseworker', action: 'RECORD_NOTE' }) as object,
    );
  });

  it('shows the auditors themselves', async () => {
    await looked();
    expect((await looked())[0]).toMatchObject({
      actorId: 'the-auditor',
      action: 'VIEW_ACCESS_LOG',
    });
  });

  it('takes no sentence for a reason', async () => {
    const reason = { 'access-reason': 'Robin is my nephew' };
    await service.as('caseworker').get(at, reason);
    const text = JSON.stringify(await looked());
    expect(text).not.toContain('nephew');
  });
});

describe('an auditor', () => {
  it('finds every hash of a record to be right', async () => {
    const { body } = await service.as('auditor').get(`${at}/verification`);
    expect(body).toMatchObject({ events: 2, findings: [] });
  });

  it('reads the history as it is stored, without what is personal in it', async () => {
    const { body, text } = await service.as('auditor').get(`${at}/events`);
    expect(body['events']).toMatchObject([
      { revision: 0, envelope: { format: 1, type: 'learner-registered' } },
      { revision: 1, envelope: { type: 'note-recorded', actor: { id: 'the-caseworker' } } },
    ]);
    expect(text).not.toMatch(/Robin|2014-05-09|ME14/);
  });
});
