import {
  entered,
  placed,
  recorded,
  registered,
  said,
  served,
  type Served,
} from './testing/index.js';

/** A plan, a placement that broke down, tuition never found: told through the doors that people use. */
const brokenDown = async (service: Served): Promise<string> => {
  const caseworker = service.as('caseworker');
  const journeyId = await registered(caseworker);
  const providerId = await entered(service, 'Oakfield School', 'maintainedSpecial');
  const at = (path: string, body: object) =>
    recorded(caseworker.post(`/api/journeys/${journeyId}/${path}`, body));
  const agreed = await at('offers/agree-placement', {
    ...{ providerId, basis: 'dutyToAdmit', route: 'none', rank: 'main', lines: [] },
    ...{ vat: 'outsideScope', weeksPerYear: 38, residential: false, occurredOn: '2025-09-02' },
  });
  const placementId = said(agreed, 'events.0.placementId');
  await at('starts/start-placement', {
    ...{ placementId, pattern: 'fullTime', occurredOn: '2025-09-08' },
  });
  await at('breakdowns/record-notice', {
    ...{ placementId, by: 'provider', expiresOn: '2025-12-19', occurredOn: '2025-11-03' },
  });
  await at('breakdowns/end-placement', {
    ...{ placementId, placeEndedOn: '2025-12-05', reasonCode: 'PRVNEED' },
    occurredOn: '2025-12-05',
  });
  return journeyId;
};

describe('stability over HTTP', () => {
  let service: Served;
  let journeyId: string;
  beforeAll(async () => {
    service = await served();
    journeyId = await brokenDown(service);
    await placed(service);
    const { readModels, store } = service.service;
    await readModels.waitFor(await store.head(), 10_000);
  });
  afterAll(() => service.close());

  const asked = (address: string, who: Parameters<Served['as']>[0] = 'commissioner') =>
    service.as(who).get(`/api/${address}`);
  const span = 'from=2025-09-01&to=2026-01-31&asOf=2026-01-31';

  it('answers each measure by its name', async () => {
    const { body } = await asked(`measures/breakdown-share?${span}`);
    expect(body).toMatchObject({ cells: [{ value: 1, numerator: 1, n: 1 }] });
  });

  it('shows the matrix of moves', async () => {
    const { status, body } = await asked(`insight/transitions?${span}`);
    expect([status, body]).toMatchObject([
      200,
      { rows: [{ from: 'maintainedSpecial', n: 1, to: { unplaced: { n: 1, share: 1 } } }] },
    ]);
  });

  it('keeps back a survival curve of few placements, and says of how many', async () => {
    const { status, body } = await asked(`insight/survival?${span}&by=need`);
    expect([status, body]).toMatchObject([
      200,
      { asOf: '2026-01-31', curves: [{ value: 'ASD', suppressed: true, points: [] }] },
    ]);
  });

  it('lists who is without provision, with the school days, and no name', async () => {
    const { status, body, text } = await asked(`insight/gaps?${span.replace(/&asOf.*/, '')}`);
    expect([status, body]).toMatchObject([
      200,
      { rows: [{ journeyId, from: '2025-12-06', to: null, because: 'ended' }] },
    ]);
    expect(text).not.toContain('Robin');
  });

  it('lists the signs of a breakdown while the placement goes on, with their evidence', async () => {
    const before = await asked('insight/at-risk?on=2025-11-20');
    expect(before.body).toMatchObject({
      rows: [{ journeyId, kind: 'notice', raisedOn: '2025-11-03', school: 'Oakfield School' }],
    });
    expect(before.text).not.toContain('Robin');
    const after = await asked('insight/at-risk?on=2026-01-10');
    expect(after.body['rows']).toEqual([]);
  });

  it.each(['insight/gaps?from=2025-09-01&to=2026-01-31', 'insight/at-risk'])(
    'shows %s only to those who may see cases one by one',
    async (address) => {
      expect((await asked(address, 'finance')).status).toBe(403);
      expect((await asked(address, 'team-manager')).status).toBe(200);
    },
  );

  it.each([
    ['insight/survival?from=2025-09-01', 400],
    [`insight/survival?${span}&by=colour`, 400],
    [`insight/survival?${span}&cause=bad`, 400],
    ['insight/transitions?from=2026-09-01&to=2025-01-31', 400],
    ['insight/gaps?from=2025-09-01&to=2025-09-31', 400],
  ])('refuses %s with %i', async (address, status) => {
    expect((await asked(address)).status).toBe(status);
  });
});
