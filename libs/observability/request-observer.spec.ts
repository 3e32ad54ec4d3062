import { Body, Controller, Get, Module, Param, Post, Query } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { createLog } from './log.js';
import { createMetrics, type Metrics } from './metrics.js';
import { requestObserver, type ObservedRequest } from './request-observer.js';

const NAME = 'Fay Learner';
const personal = /fay|learner%20|learner |2015-|ME14|1XQ|B801200005001/i;

@Controller('learners')
class LearnersController {
  @Get(':name')
  find(@Param('name') name: string, @Query('born') born: string): object {
    return { name, born };
  }

  @Post()
  register(@Body() body: Readonly<{ name: string }>): never {
    throw new TypeError(`Cannot register ${body.name}`, { cause: new Error(body.name) });
  }
}

@Module({ controllers: [LearnersController] })
class LearnersModule {}

describe('requests to Nest on Fastify, as they are logged and counted', () => {
  let app: NestFastifyApplication;
  let metrics: Metrics;
  const written: string[] = [];

  beforeAll(async () => {
    const log = createLog({ level: 'debug', to: { write: (line) => written.push(line) } });
    metrics = createMetrics({ process: false });
    const adapter = new FastifyAdapter();
    const observe = requestObserver<ObservedRequest & { headers: Record<string, unknown> }>({
      ...{ log, metrics },
      notesOf: ({ headers }) => ({
        reason: headers['x-test-reason'] as string | undefined,
        role: 'caseworker',
      }),
    });
    adapter.getInstance().addHook('onResponse', async (request, reply) => observe(request, reply));
    app = await NestFactory.create(LearnersModule, adapter, { logger: log.forNest });
    await app.init();
    await adapter.getInstance().ready();
  });
  afterAll(() => app.close());
  beforeEach(() => written.splice(0));

  const answered = (): readonly Record<string, unknown>[] =>
    written
      .map((line) => JSON.parse(line) as Record<string, unknown>)
      .filter(({ event }) => event === 'request-answered');

  it('hold the pattern of the route, not the address', async () => {
    const url = `/learners/${encodeURIComponent(NAME)}?born=2015-02-03`;
    expect((await app.inject({ method: 'GET', url })).json()).toMatchObject({ name: NAME });
    expect(answered()).toEqual([
      {
        ...{ level: 'info', time: expect.any(String), event: 'request-answered', method: 'GET' },
        ...{ route: '/learners/:name', status: 200, durationMs: expect.any(Number) },
        ...{ requestId: expect.any(String), role: 'caseworker' },
      },
    ]);
  });

  it('hold the reason of a refusal, when it is a code', async () => {
    const ask = (reason: string) =>
      app.inject({ method: 'GET', url: '/learners/x', headers: { 'x-test-reason': reason } });
    await ask('no-such-learner');
    await ask(NAME);
    expect(answered().map(({ reason }) => reason)).toEqual(['no-such-learner', undefined]);
    expect(await metrics.text()).toContain('placements_refusals_total{reason="no-such-learner"} 1');
    expect(await metrics.text()).toContain('placements_refusals_total{reason="other"} 1');
  });

  it.each<[string, number, Parameters<NestFastifyApplication['inject']>[0]]>([
    ['a name in the path', 200, { method: 'GET', url: '/learners/Fay%20Learner' }],
    ['a postcode in the query', 200, { method: 'GET', url: '/learners/a?at=ME14%201XQ' }],
    ['an address that is not there', 404, { method: 'GET', url: '/Fay%20Learner/2015-02-03' }],
    ['a method that is not there', 404, { method: 'PUT', url: '/learners/Fay%20Learner' }],
    [
      'an error that quotes the body',
      500,
      { method: 'POST', url: '/learners', payload: { name: NAME, upn: 'B801200005001' } },
    ],
    [
      'a body that is not JSON',
      400,
      {
        ...{ method: 'POST', url: '/learners', payload: `{"name": ${NAME}` },
        headers: { 'content-type': 'application/json' },
      },
    ],
    [
      'a body of an unknown type',
      415,
      {
        ...{ method: 'POST', url: '/learners', payload: NAME },
        headers: { 'content-type': 'text/fay-learner' },
      },
    ],
    [
      'headers',
      200,
      { method: 'GET', url: '/learners/a', headers: { cookie: NAME, 'x-request-id': 'Fay' } },
    ],
  ])('show nothing of %s (%i)', async (_, status, request) => {
    expect((await app.inject(request)).statusCode).toBe(status);
    expect(answered()).toHaveLength(1);
    expect(written.join('')).not.toMatch(personal);
    expect(await metrics.text()).not.toMatch(personal);
  });

  it('say nothing at all of a broken address, which Fastify answers by itself', async () => {
    const { statusCode } = await app.inject({ method: 'GET', url: '/learners/Fay%' });
    expect([statusCode, written]).toEqual([400, []]);
  });

  it('tell where an unexpected error came from', async () => {
    await app.inject({ method: 'POST', url: '/learners', payload: { name: NAME } });
    expect(written.join('')).toMatch(/"kind":"TypeError".*request-observer\.spec\.ts:\d+/);
  });
});
