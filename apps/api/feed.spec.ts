import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { officer, placed, served, tokenOf, type Served } from './testing/index.js';

jest.setTimeout(30_000);

const consumers = { [officer('integration')]: { audiences: ['finance'] } };
const settings = { PLACEMENTS_CONSUMERS: JSON.stringify(consumers) };

describe('the feed', () => {
  let service: Served;
  let url: string;
  beforeAll(async () => {
    service = await served({ settings });
    await service.app.listen(0, '127.0.0.1');
    url = await service.app.getUrl();
    await placed(service);
    await placed(service);
  });
  afterAll(() => service.close());

  const feed = (path: string, headers = {}) => service.as('integration').get(path, headers);
  type Events = readonly Readonly<{ id: string; type: string; subject: string }>[];
  const eventsOf = (body: Readonly<Record<string, unknown>>) => body['events'] as Events;

  it('gives a consumer its audience, page by page', async () => {
    const { body } = await feed('/api/feed?audience=finance&limit=1');
    expect(body).toMatchObject({ caughtUp: false, events: [{ specversion: '1.0' }] });
    const rest = await feed(`/api/feed?audience=finance&cursor=${String(body['cursor'])}`);
    expect(eventsOf(rest.body)).toHaveLength(1);
    expect(rest.body['caughtUp']).toBe(true);
    const back = { 'last-event-id': String(rest.body['cursor']) };
    expect(eventsOf((await feed('/api/feed?audience=finance', back)).body)).toEqual([]);
  });

  it('holds back what is not for the asker', async () => {
    expect((await feed('/api/feed?audience=transport')).body['code']).toBe('not-your-audience');
    const finance = await service.as('finance').get('/api/feed?audience=finance');
    expect(finance.body['code']).toBe('not-permitted');
    expect((await service.anybody.get('/api/feed?audience=finance')).status).toBe(401);
  });

  it.each([
    ['/api/feed', 'invalid-query'],
    ['/api/feed?audience=everybody', 'invalid-query'],
    ['/api/feed?audience=finance&cursor=nowhere', 'foreign-position'],
    ['/api/feed?audience=finance&cursor=abc:00000000000001', 'foreign-position'],
    ['/api/feed/schema?type=placements.finance.nothing.v1', 'unknown-message-type'],
  ])('refuses %s', async (path, code) => {
    expect((await feed(path)).body['code']).toBe(code);
  });

  it('explains its messages', async () => {
    const [event] = eventsOf((await feed('/api/feed?audience=finance')).body);
    const schema = await feed(`/api/feed/schema?type=${event?.type}`);
    expect(schema.body).toMatchObject({ $id: event?.type, type: 'object' });
    expect((await feed('/api/feed/asyncapi')).body).toMatchObject({ asyncapi: '3.0.0' });
  });

  it('goes on with what comes, and from where a consumer left', async () => {
    const ending = new AbortController();
    const follow = async (lastEventId: string, count: number) => {
      const answer = await fetch(`${url}/api/feed?audience=finance`, {
        headers: {
          ...{ accept: 'text/event-stream', 'last-event-id': lastEventId },
          authorization: `Bearer ${tokenOf('integration')}`,
        },
        signal: ending.signal,
      });
      const ids: string[] = [];
      let text = '';
      for await (const part of answer.body?.pipeThrough(new TextDecoderStream()) ?? []) {
        text += part;
        ids.splice(
          0,
          ids.length,
          ...[...text.matchAll(/"id":"([^"]+)"/g)].map(([, id]) => id ?? ''),
        );
        if (ids.length >= count) break;
      }
      return { ids, last: [...text.matchAll(/^id: (.*)$/gm)].at(-1)?.[1] ?? '' };
    };
    const first = await follow('start', 2);
    const coming = follow(first.last, 1);
    await placed(service);
    const all = eventsOf((await feed('/api/feed?audience=finance')).body).map(({ id }) => id);
    expect([...first.ids, ...(await coming).ids]).toEqual(all);
    ending.abort();
  });

  it('is followed by the consumer of the how-to, which may be killed at any time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'consumer-'));
    const table = join(folder, 'table.sqlite');
    const program = join(__dirname, '..', '..', 'docs', 'how-to', 'consumer', 'consumer.mjs');
    const run = (more: NodeJS.ProcessEnv = {}) =>
      spawn(process.execPath, ['--no-warnings', program, table, 'finance'], {
        env: {
          ...{ ...process.env, PLACEMENTS_URL: url, PLACEMENTS_TOKEN: tokenOf('integration') },
          ...more,
        },
        stdio: 'inherit',
      });
    for (const delay of [80, 150, 400]) {
      const running = run();
      const ended = once(running, 'exit');
      await placed(service);
      await pause(delay);
      running.kill('SIGKILL');
      await ended;
    }
    const [code] = (await once(run({ ONCE: '1' }), 'exit')) as [number];
    expect(code).toBe(0);
    const { default: Database } = await import('better-sqlite3');
    const db = new Database(table, { readonly: true });
    const all = eventsOf((await feed('/api/feed?audience=finance&limit=500')).body);
    expect(db.prepare('SELECT id FROM inbox ORDER BY id').pluck().all()).toEqual(
      all.map(({ id }) => id).toSorted(),
    );
    expect(db.prepare('SELECT subject FROM rows ORDER BY subject').pluck().all()).toEqual(
      all.map(({ subject }) => subject).toSorted(),
    );
    db.close();
    rmSync(folder, { recursive: true });
  });
});

it('lets go of those who follow when the service stops', async () => {
  const service = await served({ settings });
  await service.app.listen(0, '127.0.0.1');
  const answer = await fetch(`${await service.app.getUrl()}/api/feed?audience=finance`, {
    headers: { accept: 'text/event-stream', authorization: `Bearer ${tokenOf('integration')}` },
  });
  const read = answer.text();
  await service.close();
  expect(await read).toContain('retry: 1000');
});
