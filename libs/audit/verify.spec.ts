import { hash } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import {
  canonical,
  derivedId,
  FIRST_PREVIOUS,
  type EventStore,
  type Instant,
  type NewEvent,
} from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { LISTED, verifyLog, verifyStream, type Verification } from './verify.js';

const at = (second: number): Instant =>
  `2026-03-02T09:00:${String(second).padStart(2, '0')}.000000Z` as Instant;

type Told = Readonly<{ stream: string; revision: number; second: number; previous: string }>;

const told = ({ stream, revision, second, previous }: Told): NewEvent => {
  const id = derivedId(stream, revision);
  const body = canonical({
    ...{ format: 1, authority: '886', stream, revision, id, type: 'noted', schema: 1, previous },
    ...{ entry: id, recordedAt: at(second), actor: { id: 'staff-1', role: 'caseworker' } },
    ...{ occurredOn: { from: '2026-03-01', to: '2026-03-01', precision: 'day' }, source: 'user' },
    ...{ correlation: 'c', command: { id: 'k', caller: 'x', digest: '' }, data: { n: revision } },
  });
  return { id, body, hash: hash('sha256', body) };
};

/** Five events of each of three streams, in turn; each append a second after the one before. */
const fill = async (store: EventStore): Promise<void> => {
  const previous = new Map<string, string>();
  const next = (stream: string, revision: number, second: number): NewEvent => {
    const before = previous.get(stream) ?? FIRST_PREVIOUS;
    const event = told({ stream, revision, second, previous: before });
    previous.set(stream, event.hash);
    return event;
  };
  let second = -1;
  for (const revisions of [[0], [1, 2], [3, 4]])
    for (const stream of ['journey-a', 'journey-b', 'provider-a']) {
      second += 1;
      const now = second;
      const events = revisions.map((revision) => next(stream, revision, now));
      const expected = revisions[0] === 0 ? 'no-stream' : (revisions[0] ?? 0) - 1;
      const recordedAt = at(second);
      expect((await store.append({ stream, expected, events, recordedAt })).outcome).toBe(
        'appended',
      );
    }
};

describe('verifying a log', () => {
  let folder: string;
  let path: string;
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'verify-'));
    path = join(folder, 'events.sqlite');
    const store = openSqliteEventStore({ path });
    await fill(store);
    await store.close();
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** Does by hand what no connection of the service can do. */
  const tamper = (...statements: readonly string[]): void => {
    const db = new Database(path);
    const triggers = db
      .prepare<[], { name: string; sql: string }>(
        `SELECT name, sql FROM sqlite_schema WHERE type = 'trigger'`,
      )
      .all();
    for (const { name } of triggers) db.exec(`DROP TRIGGER ${name}`);
    for (const sql of statements) expect(db.prepare(sql).run().changes).toBeGreaterThan(0);
    for (const { sql } of triggers) db.exec(sql);
    db.close();
  };
  const opened = async <T>(ask: (store: EventStore) => Promise<T>): Promise<T> => {
    const store = openSqliteEventStore({ path });
    const answer = await ask(store);
    await store.close();
    return answer;
  };
  const verified = (): Promise<Verification> => opened((store) => verifyLog(store));
  const found = async (): Promise<readonly string[]> =>
    (await verified()).findings.map(
      ({ stream, revision, problem }) => `${stream} ${revision} ${problem}`,
    );
  const where = (stream: string, revision: number): string =>
    `stream = (SELECT no FROM streams WHERE name = '${stream}') AND revision = ${revision}`;
  const move = (position: number, to: number): string =>
    `UPDATE events SET position = ${to} WHERE position = ${position}`;

  it('finds nothing in a log as it was written', async () => {
    expect(await verified()).toEqual({ events: 15, streams: 3, findings: [], unlisted: 0 });
  });

  it('finds nothing in an empty log', async () => {
    const store = openSqliteEventStore({ path: join(folder, 'empty.sqlite') });
    expect(await verifyLog(store)).toEqual({ events: 0, streams: 0, findings: [], unlisted: 0 });
    await store.close();
  });

  it('finds one altered byte', async () => {
    tamper(
      `UPDATE events SET body = replace(body, '2026-03-01', '2026-03-02')
       WHERE ${where('journey-b', 2)}`,
    );
    expect(await found()).toEqual(['journey-b 2 altered']);
  });

  it('finds an altered hash, by its event and by the next that no longer follows', async () => {
    tamper(`UPDATE events SET hash = zeroblob(32) WHERE ${where('journey-b', 2)}`);
    expect(await found()).toEqual(['journey-b 2 altered', 'journey-b 3 chain-broken']);
  });

  it('finds a body that was put in with a hash that fits', async () => {
    const other = told({ stream: 'journey-b', revision: 2, second: 1, previous: 'f'.repeat(64) });
    tamper(
      `UPDATE events SET body = '${other.body}', hash = x'${other.hash}'
       WHERE ${where('journey-b', 2)}`,
    );
    expect(await found()).toEqual(['journey-b 2 chain-broken', 'journey-b 3 chain-broken']);
  });

  it('finds one left out, in the middle and at the beginning', async () => {
    tamper(
      `DELETE FROM events WHERE ${where('journey-b', 2)}`,
      `DELETE FROM events WHERE ${where('provider-a', 0)}`,
    );
    expect(await found()).toEqual(['provider-a 0 missing', 'journey-b 2 missing']);
  });

  it('names the first of several left out, and how far they go', async () => {
    tamper(
      `DELETE FROM events WHERE ${where('journey-b', 1)}`,
      `DELETE FROM events WHERE ${where('journey-b', 2)}`,
    );
    expect((await verified()).findings).toMatchObject([
      { stream: 'journey-b', revision: 1, problem: 'missing', detail: '1 to 2 are missing.' },
    ]);
  });

  it('finds two that changed places within their stream', async () => {
    const swap = (revision: number, from: number): string =>
      `UPDATE events SET (id, hash, body) = (SELECT id, hash, body FROM was WHERE revision = ${from})
       WHERE ${where('journey-a', revision)}`;
    const journey = `(SELECT no FROM streams WHERE name = 'journey-a')`;
    const db = new Database(path);
    db.exec(`CREATE TABLE was AS SELECT * FROM events WHERE stream = ${journey}`);
    db.close();
    tamper(swap(1, 3), swap(3, 1));
    expect(await found()).toEqual(['journey-a 1 misplaced', 'journey-a 3 misplaced']);
  });

  it('finds two whose revisions were swapped', async () => {
    const set = (from: number, to: number): string =>
      `UPDATE events SET revision = ${to} WHERE ${where('journey-a', from)}`;
    tamper(set(1, 99), set(3, 1), set(99, 3));
    expect(await found()).toEqual([
      ...['journey-a 1 missing', 'journey-a 3 misplaced'],
      ...['journey-a 2 out-of-order', 'journey-a 1 out-of-order', 'journey-a 1 misplaced'],
    ]);
  });

  it('finds one moved to another stream', async () => {
    tamper(
      `UPDATE events SET stream = (SELECT no FROM streams WHERE name = 'journey-b'), revision = 5
       WHERE ${where('journey-a', 4)}`,
    );
    expect(await found()).toContain('journey-b 5 misplaced');
  });

  it('finds one that has another id than it says', async () => {
    tamper(`UPDATE events SET id = zeroblob(16) WHERE ${where('journey-a', 4)}`);
    expect(await found()).toEqual(['journey-a 4 misplaced']);
  });

  it.each([`body || ' '`, `replace(body, ',"authority"', ', "authority"')`, `'{'`, `'[1]'`])(
    'finds a body that is not canonical, though its hash fits: %s',
    async (altered) => {
      const db = new Database(path);
      const body = db
        .prepare<[], string>(`SELECT ${altered} FROM events WHERE ${where('journey-a', 4)}`)
        .pluck()
        .get();
      db.close();
      tamper(
        `UPDATE events SET body = ${altered}, hash = x'${hash('sha256', body ?? '')}'
         WHERE ${where('journey-a', 4)}`,
      );
      expect(await found()).toEqual(['journey-a 4 not-canonical']);
    },
  );

  it('finds a time of knowing that was moved back before the event before it', async () => {
    tamper(`UPDATE events SET known_at = known_at - 3000000 WHERE ${where('provider-a', 0)}`);
    expect(await found()).toContain('provider-a 0 known-at');
  });

  it('finds a time of knowing that was moved forward by microseconds', async () => {
    tamper(`UPDATE events SET known_at = known_at + 2 WHERE position = 15`);
    expect(await found()).toEqual(['provider-a 4 known-at']);
    expect((await verified()).findings[0]?.detail).toBe(
      '2026-03-02T09:00:08.000002Z should be 2026-03-02T09:00:08.000001Z.',
    );
  });

  it('finds appends that changed places in the log', async () => {
    tamper(move(1, 99), move(2, 1), move(99, 2));
    expect(await found()).toEqual(['journey-a 0 known-at']);
  });

  it('looks at streams of one kind where it is asked to', async () => {
    tamper(`UPDATE events SET body = body || ' ' WHERE ${where('provider-a', 2)}`);
    const journeys = await opened((store) => verifyLog(store, { prefix: 'journey-' }));
    expect(journeys).toEqual({ events: 10, streams: 2, findings: [], unlisted: 0 });
    const providers = await opened((store) => verifyLog(store, { prefix: 'provider-' }));
    expect(providers.findings).toHaveLength(1);
  });

  it('looks at one stream where it is asked to', async () => {
    tamper(`UPDATE events SET body = body || ' ' WHERE ${where('journey-b', 2)}`);
    const ask = (stream: string) => opened((store) => verifyStream(store, stream));
    expect(await ask('journey-a')).toEqual({ events: 5, streams: 1, findings: [], unlisted: 0 });
    expect((await ask('journey-b')).findings).toMatchObject([
      { stream: 'journey-b', revision: 2, problem: 'altered' },
    ]);
    expect(await ask('journey-z')).toMatchObject({ events: 0, streams: 0, findings: [] });
  });

  it('tells of its progress', async () => {
    const progress: unknown[] = [];
    await opened((store) => verifyLog(store, { onProgress: (soFar) => progress.push(soFar) }));
    expect(progress).toEqual([{ events: 15, streams: 3, found: 0 }]);
  });

  it('repeats nothing of a body in what it says', async () => {
    tamper(`UPDATE events SET body = replace(body, 'staff-1', 'Fay') WHERE position < 10`);
    expect(JSON.stringify(await verified())).not.toMatch(/Fay|staff/);
  });
});

describe('verifying a log in pages', () => {
  const pageOf = (from: number, count: number) =>
    Array.from({ length: count }, (_, index) => ({
      ...{ id: 'x', body: '{}', hash: 'wrong', stream: `journey-${from + index}`, revision: 0 },
      ...{ position: String(from + index).padStart(6, '0') as never, knownAt: at(0) },
    }));

  it('goes on to the end, and lists no more findings than a person can read', async () => {
    const pages = [1000, 1000, 500];
    let read = 0;
    const verification = await verifyLog({
      readAll: async () => {
        const events = pageOf(read, pages.shift() ?? 0);
        read += events.length;
        return { events, upTo: String(read) as never, caughtUp: pages.length === 0 };
      },
    });
    expect(verification).toMatchObject({ events: 2500, streams: 2500, unlisted: 1500 });
    expect(verification.findings).toHaveLength(LISTED);
  });

  it('goes on past a page in which nothing is of the kind it looks for', async () => {
    const batches = [
      { events: [], upTo: '1' as never, caughtUp: false },
      { events: pageOf(1, 1), upTo: '2' as never, caughtUp: true },
    ];
    const readAll = async () => batches.shift() ?? Promise.reject(new Error('read too far'));
    expect((await verifyLog({ readAll }, { prefix: 'journey-' })).events).toBe(1);
  });
});
