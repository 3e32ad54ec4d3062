import { placed, served, type Served } from './testing/index.js';

describe('measures over HTTP', () => {
  let service: Served;
  beforeAll(async () => {
    service = await served();
    await placed(service);
    const { readModels, store } = service.service;
    await readModels.waitFor(await store.head(), 10_000);
  });
  afterAll(() => service.close());

  const asked = (address: string) => service.as('commissioner').get(`/api/measures${address}`);
  const ofYear = '?dated=agreed&from=2025-09-01&to=2026-08-31';

  it('are listed, each with what it says and what it can be split by', async () => {
    const { status, body } = await asked('');
    expect(status).toBe(200);
    const { measures } = body as { measures: readonly { name: string }[] };
    expect(measures.find(({ name }) => name === 'placements-started')).toMatchObject({
      kind: 'count',
      definition: expect.stringContaining('first day attended') as string,
      dimensions: expect.arrayContaining(['need', 'area']) as string[],
    });
  });

  it('answer a question put by parameters alone', async () => {
    const { status, body } = await asked(`/placements-started${ofYear}&by=providerType`);
    expect([status, body]).toMatchObject([
      200,
      {
        cells: [{ dims: { providerType: 'independent special' }, value: 1, n: 1 }],
        totals: [{ value: 1 }],
      },
    ]);
  });

  it.each([
    ['/no-such-measure', 404, 'unknown-measure'],
    [`/placements-started${ofYear}&by=colour`, 400, 'unknown-dimension'],
    [`/placements-started${ofYear}&period=decade`, 400, 'unknown-period'],
    ['/placements-started?from=2025-09-01&to=2025-09-31', 400, 'unknown-date'],
    [`/placements-started${ofYear}&where=need`, 400, 'bad-filter'],
    ['/placements-started', 400, 'time-not-said'],
    ['/placements-started?colour=red', 400, 'invalid-query'],
  ])('refuse %s with %i %s', async (address, status, code) => {
    const answer = await asked(address);
    expect([answer.status, answer.body['code']]).toEqual([status, code]);
  });

  it('come as CSV, with what they mean before them', async () => {
    const { headers, text } = await asked(`/placements-started${ofYear}&by=need&format=csv`);
    expect(headers['content-type']).toContain('text/csv');
    const lines = text.split('\r\n');
    expect(lines[0]).toBe('# New placements (placements-started, version 1), in placements');
    expect(lines.slice(-4, -1)).toEqual([
      'period,from,to,need,value,n,unknown,note',
      '2025-09-01 to 2026-08-31,2025-09-01,2026-08-31,ASD,1,1,0,',
      '2025-09-01 to 2026-08-31,2025-09-01,2026-08-31,total,1,1,0,',
    ]);
  });

  it('keep small numbers back where they are to be published, and say so', async () => {
    const { body } = await asked(`/placements-started${ofYear}&disclosure=published`);
    expect(body).toMatchObject({
      cells: [{ value: null, n: null, suppressed: true }],
      disclosure: { suppressedBelow: 5, roundedTo: 5, suppressedCells: 2 },
    });
  });

  it('give the facts behind them to those who may take them away: ids, no names', async () => {
    const { text } = await asked(`/placements-started/rows${ofYear}&by=need`);
    expect(text).toMatch(/^journey,fact,period,need,value\r\n[\w-]+,[\w-]+,,ASD,1\r\n$/);
    const refused = await service
      .as('auditor')
      .get(`/api/measures/placements-started/rows${ofYear}`);
    expect([refused.status, refused.body['code']]).toEqual([403, 'not-permitted']);
  });

  it('are for those who read reports', async () => {
    const answer = await service.as('administrator').get('/api/measures');
    expect([answer.status, answer.body['code']]).toEqual([403, 'not-permitted']);
  });
});
