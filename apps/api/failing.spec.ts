import { join } from 'node:path';
import { openSqliteAccessLog } from '#libs/audit';
import { OutcomeUnknown } from '#libs/event-sourcing';
import type { Service } from '#libs/platform';
import { call, registered, robin, served } from './testing/index.js';

const without = (service: Service, broken: Partial<Service['journeys']>): Service => ({
  ...service,
  journeys: { ...service.journeys, ...broken },
});

describe('a lost verdict', () => {
  const lost = async (): Promise<never> => {
    throw new OutcomeUnknown('COMMIT of the batch with Robin in it failed');
  };

  it('is 503 with the advice to send the same again, and its words stay here', async () => {
    const service = await served({ change: (whole) => without(whole, { record: lost }) });
    const answer = await service.as('caseworker').post('/api/journeys', robin);
    expect(answer).toMatchObject({ status: 503, body: { code: 'outcome-unknown' } });
    expect(answer.headers['retry-after']).toBe('1');
    expect(String(answer.body['detail'])).toContain('same Idempotency-Key');
    expect(answer.text + service.logged.join('')).not.toContain('Robin');
    expect(service.logged.join('')).toContain('OutcomeUnknown');
    await service.close();
  });

  it('of one among many is told of the whole, so that all are sent again', async () => {
    const service = await served({ change: (whole) => without(whole, { record: lost }) });
    const body = { team: 'north', reasonCode: 'new' };
    const items = [{ journeyId: 'one', body }];
    const answer = await service.as('team-manager').post('/api/bulk/assign-case', { items });
    expect(answer).toMatchObject({ status: 503, body: { code: 'outcome-unknown' } });
    await service.close();
  });
});

describe('a fault of our own', () => {
  it('is 500; the log says what kind and where, and neither says what it was about', async () => {
    const broken = async (): Promise<never> => {
      throw new TypeError('Robin Example has no name');
    };
    const service = await served({ change: (whole) => without(whole, { history: broken }) });
    const answer = await service.as('caseworker').get('/api/journeys/one/timeline');
    expect(answer).toMatchObject({ status: 500, body: { code: 'our-fault' } });
    const line = service.logged.find((one) => one.includes('TypeError')) ?? '';
    expect(line).toContain('failing.spec.ts');
    expect(line).toContain(String(answer.body['requestId']));
    expect(answer.text + service.logged.join('')).not.toContain('Robin');
    await service.close();
  });
});

describe('an access log that takes nothing more', () => {
  const full = (whole: Service, folder: string): Service => ({
    ...whole,
    accessLog: openSqliteAccessLog({ file: join(folder, 'full.sqlite'), mostWaiting: 0 }),
  });

  it('keeps everything closed: nothing is shown that cannot be noted', async () => {
    const service = await served({ change: full });
    const stuck = { status: 503, body: { status: 503, code: 'access-log-stuck' } };
    const answers = [
      await service.as('caseworker').post('/api/search', { text: 'Robin' }),
      await service.as('caseworker').get('/api/journeys/one/timeline'),
      await service.as('caseworker').post('/api/journeys', robin),
      await service.anybody.get('/api/register'),
    ];
    for (const answer of answers) {
      expect(answer).toMatchObject(stuck);
      expect(answer.headers['content-type']).toContain('application/problem+json');
      expect(answer.headers['etag']).toBeUndefined();
    }
    await service.close();
  });

  it('leaves open what is about nobody', async () => {
    const service = await served({ change: full });
    expect((await service.anybody.get('/health')).status).toBe(200);
    await service.close();
  });

  it('lets the same recording be sent again, once it is mended', async () => {
    let mended = false;
    const change = (whole: Service, folder: string): Service => {
      const { accessLog } = full(whole, folder);
      const record: typeof accessLog.record = (access) =>
        (mended ? whole : { accessLog }).accessLog.record(access);
      return { ...whole, accessLog: { ...whole.accessLog, record } };
    };
    const service = await served({ change });
    mended = true;
    const journeyId = await registered(service.as('caseworker'));
    mended = false;
    const path = `/api/journeys/${journeyId}/record/record-note`;
    const key = { 'idempotency-key': 'once' };
    const note = () => service.as('caseworker').post(path, call('x', '2026-01-05'), key);
    expect((await note()).status).toBe(503);
    mended = true;
    expect((await note()).headers['idempotent-replayed']).toBe('true');
    await service.close();
  });
});
