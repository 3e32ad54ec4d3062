import type { Role } from '#libs/access';
import {
  agreeing,
  call,
  placed,
  recorded,
  registered,
  said,
  served,
  type Answer,
  type Asker,
  type Offered,
  type Served,
} from './testing/index.js';

let service: Served;
let caseworker: Asker;
let manager: Asker;
beforeAll(async () => {
  service = await served();
  caseworker = service.as('caseworker');
  manager = service.as('team-manager');
});
afterAll(() => service.close());

describe('a restricted record', () => {
  let closed: Offered;
  let at: string;
  let entry: string;
  let position: string;

  beforeAll(async () => {
    closed = await placed(service, { name: { given: 'Clandestine', family: 'Example' } });
    at = `/api/journeys/${closed.journeyId}`;
    const note = await recorded(
      caseworker.post(`${at}/record/record-note`, call('x', '2026-01-05')),
    );
    entry = said(note, 'entryIds.0');
    await recorded(
      manager.post(`${at}/record/assign-case`, {
        ...{ team: 'closed', officer: 'the-caseworker', reasonCode: 'new' },
        occurredOn: '2026-01-05',
      }),
    );
    const restricted = await recorded(
      manager.post(`${at}/record/restrict-record`, {
        ...{ level: 'limited', reasonCode: 'staffFamily', people: ['the-finance'] },
        occurredOn: '2026-01-05',
      }),
    );
    position = said(restricted, 'position');
  });

  const refused = { status: 403, body: { code: 'restricted' } };

  it('is closed to readers it does not name', async () => {
    for (const path of ['', '/timeline', `/entries/${entry}`])
      expect(await caseworker.get(`${at}${path}`)).toMatchObject(refused);
  });

  it('is closed to auditors it does not name, raw history and all', async () => {
    for (const path of ['/events', '/verification'])
      expect(await service.as('auditor').get(`${at}${path}`)).toMatchObject(refused);
  });

  it('is closed to recorders it does not name, and nothing is recorded', async () => {
    const before = await service.service.store.head();
    const correction = `${at}/entries/${entry}/correction`;
    const posts: readonly (readonly [string, object])[] = [
      [`${at}/record/record-note`, call('y', '2026-01-05')],
      [`${at}/offers/agree-placement`, agreeing(closed.offerIds[1])],
      [correction, { reasonCode: 'wrongValue' }],
      [`${correction}/preview`, { reasonCode: 'wrongValue' }],
    ];
    for (const [path, body] of posts)
      expect(await caseworker.post(path, body)).toMatchObject(refused);
    expect(await service.service.store.head()).toBe(before);
  });

  it('says nothing of what is in it to whom it is closed', async () => {
    const { text } = await caseworker.get(at);
    expect(text).not.toContain('Clandestine');
    expect(text).not.toContain('the-finance');
  });

  it('is open to those it names, and to those who may restrict', async () => {
    for (const role of ['finance', 'team-manager', 'data-protection'] as const)
      expect((await service.as(role).get(at)).status).toBe(200);
  });

  const shows = async (role: Role): Promise<Readonly<Record<string, boolean>>> => {
    const asker = service.as(role);
    const found: Readonly<Record<string, Answer>> = {
      register: await asker.get(`/api/register?position=${position}`),
      worklist: await asker.get(`/api/worklist?team=closed&position=${position}`),
      search: await asker.post('/api/search', { text: 'Clandestine', position }),
    };
    return Object.fromEntries(
      Object.entries(found).map(([list, { text }]) => [list, text.includes(closed.journeyId)]),
    );
  };

  it('is in no list of those to whom it is closed', async () => {
    expect(await shows('caseworker')).toEqual({ register: false, worklist: false, search: false });
  });

  it('is in the lists of those it names, and of those who may restrict', async () => {
    const all = { register: true, worklist: true, search: true };
    expect(await shows('finance')).toEqual(all);
    expect(await shows('team-manager')).toEqual(all);
  });

  it('is open again when the restriction ends', async () => {
    const body = { reasonCode: 'reasonGone', occurredOn: '2026-02-05' };
    await recorded(manager.post(`${at}/record/unrestrict-record`, body));
    expect((await caseworker.get(at)).status).toBe(200);
  });
});

describe('a record that was disposed of', () => {
  let at: string;

  beforeAll(async () => {
    at = `/api/journeys/${await registered(caseworker, { name: { given: 'Gone', family: 'By' } })}`;
    await recorded(caseworker.post(`${at}/record/record-note`, call('Frightened.', '2026-01-05')));
    const proposal = await recorded(
      service.as('data-protection').post(`${at}/record/propose-disposal`, { rule: 'dob-31' }),
    );
    const body = { proposalId: said(proposal, 'events.0.proposalId') };
    const alone = await service.as('data-protection').post(`${at}/record/dispose-of-record`, body);
    expect(alone).toMatchObject({ status: 422, body: { code: 'same-person' } });
    const disposed = await recorded(
      service.as('service-manager').post(`${at}/record/dispose-of-record`, body),
    );
    await service.service.readModels.waitFor(said(disposed, 'position') as never, 5_000);
  });

  it('takes nothing more', async () => {
    const answer = await caseworker.post(`${at}/record/record-note`, call('x', '2026-01-05'));
    expect(answer).toMatchObject({ status: 410, body: { code: 'record-disposed' } });
  });

  it('can be read, and says nothing of the learner', async () => {
    const auditor = service.as('auditor');
    for (const path of ['', '/timeline', '/events']) {
      const { status, text } = await auditor.get(`${at}${path}`);
      expect(status).toBe(200);
      expect(text).not.toMatch(/Frightened|Gone|2014-05-09/);
    }
  });

  it('is found by no search', async () => {
    expect(await caseworker.post('/api/search', { text: 'Gone' })).toMatchObject({
      status: 200,
      body: { rows: [] },
    });
  });

  it('still verifies', async () => {
    expect((await service.as('auditor').get(`${at}/verification`)).body).toMatchObject({
      events: 4,
      findings: [],
    });
  });
});
