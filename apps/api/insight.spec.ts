import { placed, served, type Served } from './testing/index.js';

let service: Served;
beforeAll(async () => {
  service = await served();
});
afterAll(() => service.close());

const YEAR = 'from=2025-09-01&to=2026-08-31';
const settled = async () =>
  void (await service.service.readModels.waitFor(await service.service.store.head(), 10_000));

describe('a scorecard', () => {
  it('is told of a school in the register, indicator by indicator', async () => {
    const { journeyId } = await placed(service);
    await settled();
    const commissioner = service.as('commissioner');
    const register = await commissioner.get(`/api/register?journeyId=${journeyId}`);
    const [row] = register.body['rows'] as readonly { provider_id: string }[];
    const path = `/api/insight/providers/${row?.provider_id}/scorecard?${YEAR}`;
    const { status, body } = await commissioner.get(path);
    expect(status).toBe(200);
    expect((body['kpis'] as readonly unknown[]).length).toBe(22);
    expect(body).toMatchObject({ from: '2025-09-01', school: { provider_id: row?.provider_id } });
    expect(JSON.stringify(body)).not.toContain(journeyId);
  });

  it('is refused of a school that is not there, of no time, and to whom it is not for', async () => {
    const path = '/api/insight/providers/nowhere/scorecard';
    const asked = (query: string) => service.as('commissioner').get(`${path}?${query}`);
    expect(await asked(YEAR)).toMatchObject({ status: 404, body: { code: 'unknown-provider' } });
    expect(await asked('from=2025-09-01')).toMatchObject({ status: 400 });
    const backwards = await asked('from=2026-09-01&to=2025-09-01');
    expect(backwards).toMatchObject({ status: 400, body: { code: 'unknown-date' } });
    expect(await service.as('administrator').get(`${path}?${YEAR}`)).toMatchObject({ status: 403 });
  });
});

describe('commitments', () => {
  it('are told by month, kind, contributor, line and VAT, and as a spreadsheet', async () => {
    await placed(service);
    await settled();
    const finance = service.as('finance');
    const { status, body } = await finance.get(`/api/insight/commitments?${YEAR}`);
    expect(status).toBe(200);
    expect(body).toMatchObject({
      measure: { name: 'commitments', unit: 'pence, net of VAT' },
      question: { by: ['kind', 'contributor', 'line', 'vat'], period: 'month' },
    });
    const { text, headers } = await finance.get(`/api/insight/commitments.csv?${YEAR}&by=kind`);
    expect(headers['content-type']).toContain('text/csv');
    expect(text.split('\r\n')[0]).toBe('period,from,to,kind,pence,n,known_at');
  });

  it('keep small numbers back where that is asked for, as every measure does', async () => {
    const asked = `/api/insight/commitments?${YEAR}&disclosure=suppressed`;
    const { body } = await service.as('finance').get(asked);
    expect(body).toMatchObject({ disclosure: { suppressedBelow: 5 } });
  });

  it('are refused without a time, and split by what they do not know', async () => {
    const finance = service.as('finance');
    const without = await finance.get('/api/insight/commitments');
    expect(without).toMatchObject({ status: 400, body: { code: 'time-not-said' } });
    const wrong = await finance.get(`/api/insight/commitments?${YEAR}&by=colour`);
    expect(wrong).toMatchObject({ status: 400, body: { code: 'unknown-dimension' } });
  });
});
