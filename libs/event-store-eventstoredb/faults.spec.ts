import { execFileSync } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { Append, EventStore, Instant, NewEvent, StoredEvent } from '#libs/event-sourcing';
import { instantOf, microsOf, OutcomeUnknown } from '#libs/event-sourcing';
import { temporaryFolder } from '#libs/event-store-sqlite/testing';
import { openEventStoreDb } from './index.js';
import { startDouble, type DoubleOptions, type EventStoreDouble } from './testing/index.js';

jest.setTimeout(60_000);

const AT = '2026-03-02T09:00:00.000000Z' as Instant;
const { fileIn, remove } = temporaryFolder();
const doubles: EventStoreDouble[] = [];
const stores: EventStore[] = [];

const start = async (options: Partial<DoubleOptions> = {}): Promise<EventStoreDouble> => {
  const double = await startDouble({ path: fileIn(`${randomUUID()}.db`), ...options });
  doubles.push(double);
  return double;
};

const open = async ({ connectionString }: EventStoreDouble, patienceMs = 10_000) => {
  const store = await openEventStoreDb({ connectionString, patienceMs, pollEveryMs: 100 });
  stores.push(store);
  return store;
};

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const double of doubles.splice(0)) await double.stop();
});
afterAll(remove);

const newEvent = (body = '{}'): NewEvent => ({
  ...{ id: randomUUID(), body },
  hash: createHash('sha256').update(body).digest('hex'),
});

const first = (stream: string, events: readonly NewEvent[] = [newEvent()]): Append => ({
  ...{ stream, expected: 'no-stream', events, recordedAt: AT },
});

const append = async (store: EventStore, asked: Append) => {
  const outcome = await store.append(asked);
  if (outcome.outcome !== 'appended') throw new Error('It met another.');
  return outcome;
};

/** Follows from the start until it has so many events. */
const follow = async (
  store: EventStore,
  count: number,
  onBatch: (seen: number) => Promise<void> | void = () => undefined,
): Promise<readonly StoredEvent[]> => {
  const ending = new AbortController();
  const seen: StoredEvent[] = [];
  for await (const { events } of store.subscribe({ after: 'start', signal: ending.signal })) {
    seen.push(...events);
    await onBatch(seen.length);
    if (seen.length >= count) ending.abort();
  }
  return seen;
};

const idsOf = (events: readonly Readonly<{ id: string }>[]) => events.map(({ id }) => id);

describe('an append', () => {
  it('whose answer is lost is sent again, and recorded once', async () => {
    const double = await start();
    const store = await open(double);
    double.trouble.lostAnswers = 2;
    const asked = first('journey-1', [newEvent(), newEvent()]);
    expect(await append(store, asked)).toMatchObject({ revision: 1, repeated: false });
    expect(idsOf(await store.readStream('journey-1'))).toEqual(idsOf(asked.events));
  });

  it('that is lost on the way is sent again', async () => {
    const double = await start();
    const store = await open(double);
    double.trouble.lostAppends = 2;
    expect(await append(store, first('journey-1'))).toMatchObject({ repeated: false });
    expect(await store.readStream('journey-1')).toHaveLength(1);
  });

  it('waits for a server that is not ready', async () => {
    const double = await start();
    const store = await open(double);
    double.trouble.notReady = 3;
    expect(await append(store, first('journey-1'))).toMatchObject({ repeated: false });
  });

  it('is in doubt when the server stays away, and is found when it is sent again', async () => {
    const double = await start();
    const store = await open(double, 200);
    double.trouble.lostAnswers = 1_000;
    const asked = first('journey-1');
    await expect(store.append(asked)).rejects.toThrow(OutcomeUnknown);
    double.trouble.lostAnswers = 0;
    expect(await append(store, asked)).toMatchObject({ revision: 0, repeated: true });
    expect(await store.readStream('journey-1')).toHaveLength(1);
  });

  it('goes to the new leader, and what was lost on the way there is recorded once', async () => {
    const path = fileIn(`${randomUUID()}.db`);
    const [one, two] = [await start({ path }), await start({ path })];
    const store = await open(one);
    await append(store, first('journey-1'));
    one.trouble.lostAnswers = 1;
    const going = append(store, first('journey-2'));
    one.trouble.leader = { host: '127.0.0.1', port: two.port };
    expect(await going).toMatchObject({ repeated: false });
    await append(store, first('journey-3'));
    const { events } = await store.readAll({ after: 'start', limit: 10 });
    expect(events.map(({ stream }) => stream)).toEqual(['journey-1', 'journey-2', 'journey-3']);
  });

  it('that is too large is refused as a whole, not retried, and not in doubt', async () => {
    const store = await open(await start({ mostAppendBytes: 2 ** 20 }));
    const asked = first('journey-1', [newEvent(), newEvent('x'.repeat(2 ** 20))]);
    await expect(store.append(asked)).rejects.toThrow('Maximum Append Size');
    expect(await store.readStream('journey-1')).toEqual([]);
  });
});

describe('known times', () => {
  const expected = (events: readonly StoredEvent[], recordedAt: ReadonlyMap<string, Instant>) => {
    let last = 0n;
    return events.map(({ id }) => {
      const recorded = microsOf(recordedAt.get(id) ?? AT);
      last = recorded > last ? recorded : last + 1n;
      return instantOf(last);
    });
  };

  it('are one function of the log, whoever raced, whatever the clocks said, however it is read', async () => {
    const double = await start();
    const handles = await Promise.all([open(double), open(double), open(double)]);
    const recordedAt = new Map<string, Instant>();
    const told = new Map<string, Instant>();
    await Promise.all(
      Array.from({ length: 90 }, async (_, n) => {
        const asked = first(`journey-${n}`);
        const clock = instantOf(microsOf(AT) + BigInt((n % 7) * (n % 3 === 0 ? -400 : 1_000)));
        const [event] = asked.events;
        recordedAt.set(event?.id ?? '', clock);
        const store = handles[n % 3] ?? handles[0];
        const { knownAt } = await append(store, { ...asked, recordedAt: clock });
        told.set(event?.id ?? '', knownAt);
      }),
    );
    const fresh = await open(double);
    const { events } = await fresh.readAll({ after: 'start', limit: 1_000 });
    const known = expected(events, recordedAt);
    expect(events.map(({ knownAt }) => knownAt)).toEqual(known);
    expect(events.map(({ id }) => told.get(id))).toEqual(known);
    const other = await open(double);
    const streams = await Promise.all(events.map(({ stream }) => other.readStream(stream)));
    expect(streams.map(([event]) => event?.knownAt)).toEqual(known);
    const some = await (
      await open(double)
    ).readAll({ after: 'start', prefix: 'journey-7', limit: 100 });
    const place = new Map(events.map(({ id }, index) => [id, known[index]]));
    expect(some.events.map(({ knownAt }) => knownAt)).toEqual(
      idsOf(some.events).map((id) => place.get(id)),
    );
  });
});

describe('a reading', () => {
  it('that breaks in the middle goes on where it stood', async () => {
    const double = await start();
    const store = await open(double);
    const asked = first(
      'journey-1',
      Array.from({ length: 400 }, () => newEvent()),
    );
    await append(store, asked);
    Object.assign(double.trouble, { brokenReads: 6, eventsBeforeBreak: 90 });
    const { events, caughtUp } = await store.readAll({ after: 'start', limit: 1_000 });
    expect(idsOf(events)).toEqual(idsOf(asked.events));
    expect(caughtUp).toBe(true);
    Object.assign(double.trouble, { brokenReads: 1, eventsBeforeBreak: 90 });
    expect(idsOf(await store.readStream('journey-1'))).toEqual(idsOf(asked.events));
  });

  it('says that the server is away when it stays away, and keeps the password to itself', async () => {
    const double = await start({ user: { name: 'service', password: 'hush' } });
    await double.stop();
    const refused = openEventStoreDb({
      ...{ connectionString: double.connectionString, patienceMs: 100 },
    });
    await expect(refused).rejects.toThrow(/UNAVAILABLE/);
    await expect(refused).rejects.not.toThrow(/hush/);
    await expect(openEventStoreDb({ connectionString: 'esdb://service:hush@' })).rejects.toThrow(
      /^(?!.*hush).*cannot be read/,
    );
  });

  it('leaves out what belongs to others in the same server', async () => {
    const double = await start();
    const { connectionString } = double;
    const ours = await openEventStoreDb({ connectionString, namespace: 'kent' });
    const theirs = await openEventStoreDb({ connectionString, namespace: 'kent-2' });
    stores.push(ours, theirs);
    for (let n = 0; n < 10; n += 1) {
      await append(ours, first(`journey-${n}`));
      await append(theirs, first(`journey-${n}`));
    }
    const { events, upTo } = await ours.readAll({ after: 'start', limit: 100 });
    expect(events).toHaveLength(10);
    expect(upTo).toBe(await ours.head());
  });
});

describe('a connection', () => {
  // What a server is given by those who install it; made here, so that no key lies in the repository.
  const certificate = () => {
    const [key, cert] = [fileIn('key.pem'), fileIn('cert.pem')];
    execFileSync(
      'openssl',
      [
        ...['req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'],
        ...['-keyout', key, '-out', cert, '-days', '2', '-subj', '/CN=127.0.0.1'],
        ...['-addext', 'subjectAltName=IP:127.0.0.1'],
      ],
      { stdio: 'ignore' },
    );
    return { file: cert, tls: { key: readFileSync(key), cert: readFileSync(cert) } };
  };

  it('is encrypted, and opens for the right password alone', async () => {
    const { file, tls } = certificate();
    const double = await start({ tls, user: { name: 'service', password: 'hush' } });
    const trusting = `${double.connectionString}&tlsCAFile=${file}`;
    const store = await openEventStoreDb({ connectionString: trusting });
    stores.push(store);
    await append(store, first('journey-1'));
    expect(await store.readStream('journey-1')).toHaveLength(1);
    const wrong = trusting.replace('hush', 'guess');
    await expect(openEventStoreDb({ connectionString: wrong })).rejects.toThrow('UNAUTHENTICATED');
    const distrusting = { connectionString: double.connectionString, patienceMs: 200 };
    await expect(openEventStoreDb(distrusting)).rejects.toThrow(/UNAVAILABLE/);
  });
});

describe('a subscription', () => {
  it('loses and repeats nothing while lines break, the leader changes and others append', async () => {
    const path = fileIn(`${randomUUID()}.db`);
    const [one, two] = [await start({ path }), await start({ path })];
    const [store, writer] = [await open(one), await open(two)];
    const writing = (async () => {
      for (let n = 0; n < 120; n += 1) {
        if (n % 15 === 0) one.breakConnections();
        if (n === 60) one.trouble.leader = { host: '127.0.0.1', port: two.port };
        if (n === 100) two.breakConnections();
        await append(writer, first(`journey-${n}`));
      }
    })();
    const seen = await follow(store, 120);
    await writing;
    const { events } = await writer.readAll({ after: 'start', limit: 1_000 });
    expect(idsOf(seen)).toEqual(idsOf(events));
  });

  it('goes on when the server was away for a while', async () => {
    const path = fileIn(`${randomUUID()}.db`);
    const double = await start({ path });
    const store = await open(double, 100);
    await append(store, first('journey-1'));
    let again: Promise<void> | undefined;
    const back = async (): Promise<void> => {
      await double.stop();
      const later = await start({ path, port: double.port });
      await append(await open(later), first('journey-2'));
    };
    const seen = await follow(store, 2, () => void (again ??= back()));
    await again;
    expect(seen.map(({ stream }) => stream)).toEqual(['journey-1', 'journey-2']);
  });

  it('makes the server wait while its reader does not read', async () => {
    const double = await start();
    const store = await open(double);
    const large = Array.from({ length: 1_500 }, () => newEvent(JSON.stringify('x'.repeat(2_000))));
    await append(store, first('journey-1', large));
    double.trouble.eventsSent = 0;
    const sent: number[] = [];
    await follow(store, 1_500, async (seen) => {
      if (seen !== 500) return;
      await new Promise((resolve) => setTimeout(resolve, 200));
      sent.push(double.trouble.eventsSent);
    });

    expect(sent[0]).toBeLessThan(1_400);
    expect(double.trouble.eventsSent).toBeGreaterThanOrEqual(1_500);
  });
});
