import {
  call,
  placed,
  recorded,
  registered,
  robin,
  said,
  served,
  type Asker,
  type Served,
} from './testing/index.js';

let service: Served;
let caseworker: Asker;
beforeAll(async () => {
  service = await served({ settings: { PLACEMENTS_WAIT: '300' } });
  caseworker = service.as('caseworker');
});
afterAll(() => service.close());

const rows = ({ body }: { body: Readonly<Record<string, unknown>> }) =>
  body['rows'] as readonly Readonly<Record<string, unknown>>[];

describe('a list that is asked for at least a position', () => {
  it('shows in the register the placement that was agreed a moment ago', async () => {
    const { journeyId } = await placed(service);
    const note = await recorded(
      caseworker.post(`/api/journeys/${journeyId}/record/record-note`, call('x', '2026-01-05')),
    );
    const query = `journeyId=${journeyId}&position=${said(note, 'position')}`;
    const answer = await caseworker.get(`/api/register?${query}`);
    expect(rows(answer)).toMatchObject([{ journeyId, status: 'agreed', stale: false }]);
    expect(answer.headers['up-to-date']).toBe('yes');
  });

  it('shows in the worklist the case that was given a moment ago', async () => {
    const journeyId = await registered(caseworker);
    const given = await recorded(
      service.as('team-manager').post(`/api/journeys/${journeyId}/record/assign-case`, {
        ...{ team: 'north', officer: 'the-panel-clerk', reasonCode: 'new' },
        occurredOn: '2026-01-05',
      }),
    );
    const position = said(given, 'position');
    const mine = await service.as('panel-clerk').get(`/api/worklist?position=${position}`);
    expect(rows(mine)).toMatchObject([{ journeyId, officer: 'the-panel-clerk', team: 'north' }]);
  });

  it('finds the learner who was registered a moment ago', async () => {
    const answer = await recorded(
      caseworker.post('/api/journeys', {
        ...{ name: { given: 'Wilhelmina', family: 'Example' }, dateOfBirth: '2013-02-11' },
        ...{ sex: 'notKnown', responsibleAuthority: '886', occurredOn: '2025-09-01' },
      }),
    );
    const position = said(answer, 'position');
    const found = await caseworker.post('/api/search', { text: 'wilh exam', position });
    expect(rows(found)).toMatchObject([
      { journeyId: said(answer, 'journeyId'), name: { given: 'Wilhelmina' } },
    ]);
  });

  it('refuses one that the log has not reached', async () => {
    const school = await recorded(service.as('commissioner').post('/api/providers', aSchool));
    const [store, digits = ''] = said(school, 'position').split(':');
    const later = (BigInt(`0x${digits}`) + 5n).toString(16).padStart(digits.length, '0');
    const answer = await caseworker.get(`/api/register?position=${store}:${later}`);
    expect(answer).toMatchObject({ status: 400, body: { code: 'foreign-position' } });
  });

  it.each(['of-no-store', '0123456789ab:00000000000001', 'x:y:z'])(
    'refuses %s, which is none of ours',
    async (position) => {
      const answers = [
        await caseworker.get(`/api/register?position=${position}`),
        await caseworker.get(`/api/worklist?position=${position}`),
        await caseworker.post('/api/search', { text: 'Robin', position }),
      ];
      for (const answer of answers)
        expect(answer).toMatchObject({ status: 400, body: { code: 'foreign-position' } });
    },
  );
});

const aSchool = { name: 'Meadow School', category: 'independent', occurredOn: '2020-09-01' };

const pagesOf = async (path: string): Promise<readonly unknown[][]> => {
  const pages: unknown[][] = [];
  let next = '';
  for (;;) {
    const answer = await caseworker.get(`${path}&limit=2${next}`);
    pages.push(rows(answer).map(({ journeyId }) => journeyId));
    if (answer.body['next'] === undefined) return pages;
    next = `&cursor=${said(answer, 'next')}`;
  }
};

describe('pages', () => {
  it('lead through the whole list, each row once', async () => {
    const team = 'paging';
    const given: string[] = [];
    let position = '';
    for (let at = 0; at < 5; at += 1) {
      const journeyId = await registered(caseworker);
      const path = `/api/journeys/${journeyId}/record/assign-case`;
      const body = { team, reasonCode: 'new', occurredOn: '2026-01-05' };
      position = said(await recorded(service.as('team-manager').post(path, body)), 'position');
      given.push(journeyId);
    }
    const pages = await pagesOf(`/api/worklist?team=${team}&position=${position}`);
    expect(pages.map(({ length }) => length)).toEqual([2, 2, 1]);
    expect(new Set(pages.flat())).toEqual(new Set(given));
  });

  it('begin at no cursor but their own', async () => {
    const other = Buffer.from('["a",1,2]').toString('base64url');
    for (const cursor of ['rubbish', other, '1.5', '~'])
      for (const list of ['register', 'worklist', 'irregularities', 'data-quality', 'providers'])
        expect(await caseworker.get(`/api/${list}?cursor=${cursor}`)).toMatchObject({
          status: 400,
          body: { code: 'foreign-position' },
        });
  });

  it('of who looked begin at no cursor but their own', async () => {
    const path = `/api/journeys/${await registered(caseworker)}/access?cursor=-1`;
    expect(await service.as('auditor').get(path)).toMatchObject({
      status: 400,
      body: { code: 'foreign-position' },
    });
  });

  it.each(['limit=0', 'limit=501', 'limit=many', 'limit=1&limit=2&limit=x', 'unknown=1'])(
    'are not asked for by %s',
    async (query) => {
      const answer = await caseworker.get(`/api/register?${query}`);
      expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-query' } });
    },
  );

  it('of a worklist are one officer’s, a team’s or nobody’s, and no two at once', async () => {
    const answer = await caseworker.get('/api/worklist?team=north&officer=the-caseworker');
    expect(answer).toMatchObject({ status: 400, body: { code: 'invalid-query' } });
  });
});

describe('searching', () => {
  it('finds by an identifier of another system, as a whole', async () => {
    const otherIds = [{ system: 'case-system', value: 'C-47110815' }];
    const journeyId = await registered(caseworker, { otherIds });
    const note = await recorded(
      caseworker.post(`/api/journeys/${journeyId}/record/record-note`, call('x', '2026-01-05')),
    );
    const position = said(note, 'position');
    const found = await caseworker.post('/api/search', { text: 'C-47110815', position });
    expect(rows(found)).toMatchObject([{ journeyId }]);
    const beginning = await caseworker.post('/api/search', { text: 'C-4711', position });
    expect(rows(beginning)).toEqual([]);
  });

  it('takes the name in a body, and in no address', async () => {
    expect((await caseworker.get('/api/search?text=Robin')).status).toBe(404);
    for (const query of ['name=Robin', 'text=Robin', 'upn=A123456789012'])
      expect((await caseworker.get(`/api/register?${query}`)).status).toBe(400);
  });

  it('is not for whoever runs the service', async () => {
    const answer = await service.as('administrator').post('/api/search', { text: 'Robin' });
    expect(answer).toMatchObject({ status: 403, body: { code: 'not-permitted' } });
  });
});

describe('while the tables stand still', () => {
  it('a list waits, then answers with what it has and says that it is behind', async () => {
    const halted = await served({ settings: { PLACEMENTS_WAIT: '50' } });
    const asker = halted.as('caseworker');
    const one = await recorded(asker.post('/api/journeys', robin));
    await asker.get(`/api/register?position=${said(one, 'position')}`);
    await halted.service.readModels.stop();
    const other = await recorded(asker.post('/api/journeys', robin));
    const answer = await asker.get(`/api/register?position=${said(other, 'position')}`);
    expect(answer).toMatchObject({ status: 200, headers: { 'up-to-date': 'not-yet' } });
    await halted.close();
  });
});

describe('before the tables are built', () => {
  it('lists say so with 503, and records can be read', async () => {
    const unbuilt = await served({ follows: false });
    const journeyId = await registered(unbuilt.as('caseworker'));
    expect(await unbuilt.as('caseworker').get('/api/register')).toMatchObject({
      status: 503,
      body: { code: 'tables-being-built' },
    });
    expect((await unbuilt.as('caseworker').get(`/api/journeys/${journeyId}`)).status).toBe(200);
    await unbuilt.close();
  });
});
