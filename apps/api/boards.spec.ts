import { placed, recorded, robin, said, served, type Served } from './testing/index.js';

let service: Served;
beforeAll(async () => {
  service = await served();
  // The tables are built for the first time.
  const one = await recorded(service.as('caseworker').post('/api/journeys', robin));
  await service.service.readModels.waitFor(said(one, 'position') as never, 10_000);
});
afterAll(() => service.close());

const rows = ({ body }: { body: Readonly<Record<string, unknown>> }) =>
  body['rows'] as readonly Readonly<Record<string, unknown>>[];

describe('the boards', () => {
  it.each([
    ['team-manager', 'approvals-sought'],
    ['caseworker', 'consultations-to-chase'],
    ['caseworker', 'phase-transfers?year=2026'],
    ['caseworker', 'without-provision?team=north'],
    ['caseworker', 'affected-placements?unassigned=true'],
  ] as const)('answer %s on %s', async (role, path) => {
    const answer = await service.as(role).get(`/api/${path}`);
    expect(answer).toMatchObject({ status: 200, body: { rows: expect.any(Array) as unknown } });
  });

  it('are asked of one officer, a team or nobody, and of a year that is one', async () => {
    const caseworker = service.as('caseworker');
    for (const path of [
      ...['consultations-to-chase?team=a&officer=b', 'phase-transfers', 'phase-transfers?year=x'],
      'without-provision?cursor=rubbish',
    ])
      expect((await caseworker.get(`/api/${path}`)).status).toBe(400);
    expect((await caseworker.get('/api/approvals-sought')).status).toBe(403);
  });

  it('show a placement at a school that was suspended since', async () => {
    const { journeyId } = await placed(service);
    const { readModels, store } = service.service;
    await readModels.waitFor(await store.head(), 10_000);
    const register = await service.as('caseworker').get(`/api/register?journeyId=${journeyId}`);
    const providerId = String(rows(register)[0]?.['provider_id']);
    const told = await recorded(
      service.as('commissioner').post(`/api/providers/${providerId}/change-provider-status`, {
        ...{ status: 'suspended', scope: 'school', reasonCode: 'safeguarding' },
        occurredOn: '2026-03-02',
      }),
    );
    await readModels.waitFor(said(told, 'position') as never, 10_000);
    const affected = await service.as('caseworker').get('/api/affected-placements');
    expect(rows(affected)).toMatchObject([
      {
        ...{ journeyId, providerId, status: 'agreed' },
        concerns: [{ kind: 'status', status: 'suspended', since: '2026-03-02' }],
      },
    ]);
  });
});
