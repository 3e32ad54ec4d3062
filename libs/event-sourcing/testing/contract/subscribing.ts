import { setTimeout as pause } from 'node:timers/promises';
import type { Batch, EventStore, Position, StoredEvent } from '../../index.js';
import type { AppendTask } from '../append-as-told.js';
import { startProgram } from '../child.js';
import { allOf, appending, idsOf, newEvents, newName, put } from './examples.js';
import type { Log } from './log.js';

const ownTime = 60_000;

type Following = Readonly<{ after: Position | 'start'; prefix?: string; pauseMs?: number }>;

/** Reads a subscription until `enough` says so; every batch as it came. */
const followUntil = async (
  store: EventStore,
  { after, prefix, pauseMs }: Following,
  enough: (events: readonly StoredEvent[], batch: Batch) => boolean,
): Promise<readonly Batch[]> => {
  const ending = new AbortController();
  const batches: Batch[] = [];
  const events: StoredEvent[] = [];
  for await (const batch of store.subscribe({ after, prefix, signal: ending.signal })) {
    batches.push(batch);
    events.push(...batch.events);
    if (pauseMs !== undefined) await pause(pauseMs);
    if (enough(events, batch)) ending.abort();
  }
  return batches;
};

const eventsOf = (batches: readonly Batch[]): readonly StoredEvent[] =>
  batches.flatMap(({ events }) => events);

export const subscribingContract = (log: Log): void => {
  /** One event after the other, each to its own stream. */
  const write = async (prefix: string, count: number, store = log.store()): Promise<void> => {
    for (let n = 0; n < count; n += 1) await put(store, appending(newName(prefix), 'no-stream'));
  };

  it('goes from what is there to what comes, without loss or repeat', async () => {
    const prefix = newName();
    await write(prefix, 300);
    const writing = Promise.all(Array.from({ length: 10 }, () => write(prefix, 60)));
    const batches = await followUntil(
      log.store(),
      { after: 'start', prefix },
      (events) => events.length >= 900,
    );
    await writing;
    const all = await allOf(log.store(), { after: 'start', prefix });
    expect(idsOf(eventsOf(batches))).toEqual(idsOf(all));
    expect(all).toHaveLength(900);
  });

  it('loses nothing when its reader is slow', async () => {
    const prefix = newName();
    const writing = write(prefix, 200);
    const slow = { after: 'start' as const, prefix, pauseMs: 5 };
    const batches = await followUntil(log.store(), slow, (events) => events.length >= 200);
    await writing;
    const all = await allOf(log.store(), { after: 'start', prefix });
    expect(idsOf(eventsOf(batches))).toEqual(idsOf(all));
  });

  it('goes on where an earlier one stood', async () => {
    const prefix = newName();
    const ids: string[] = [];
    let after: Position | 'start' = await log.store().head();
    for (let round = 1; round <= 5; round += 1) {
      const writing = write(prefix, 20);
      const part = await followUntil(
        log.store(),
        { after, prefix },
        (events) => events.length >= 7,
      );
      ids.push(...idsOf(eventsOf(part)));
      after = part.at(-1)?.upTo ?? after;
      await writing;
    }
    const rest = await allOf(log.store(), { after, prefix });
    const all = await allOf(log.store(), { after: 'start', prefix });
    expect([...ids, ...idsOf(rest)]).toEqual(idsOf(all));
  });

  it('says at once that it is caught up, even when there is nothing', async () => {
    const after = await log.store().head();
    const [batch] = await followUntil(log.store(), { after }, () => true);
    expect(batch).toEqual({ events: [], upTo: after, caughtUp: true });
  });

  it('is not caught up before the last batch of what was there', async () => {
    const prefix = newName();
    await put(log.store(), appending(prefix, 'no-stream', newEvents(2500)));
    const batches = await followUntil(
      log.store(),
      { after: 'start', prefix },
      (_, b) => b.caughtUp,
    );
    expect(eventsOf(batches)).toHaveLength(2500);
    expect(batches.slice(0, -1).every(({ caughtUp }) => !caughtUp)).toBe(true);
  });

  it('moves on past what its prefix keeps back', async () => {
    const after = await log.store().head();
    const writing = write(newName('others'), 3);
    const passed = await followUntil(
      log.store(),
      { after, prefix: newName('nobody') },
      (_, { upTo }) => upTo !== after,
    );
    await writing;
    expect(eventsOf(passed)).toEqual([]);
  });

  it('hears of appends on another handle', async () => {
    const prefix = newName();
    const after = await log.store().head();
    const other = await log.another();
    let writing: Promise<void> | undefined;
    const batches = await followUntil(log.store(), { after, prefix }, (events, { caughtUp }) => {
      // Only once it waits is it sure to be woken, rather than to find the events by itself.
      if (caughtUp) writing ??= write(prefix, 5, other);
      return events.length >= 5;
    });
    await writing;
    expect(eventsOf(batches)).toHaveLength(5);
  });

  it(
    'hears of appends of another process',
    async () => {
      const stream = newName();
      const after = await log.store().head();
      const told = JSON.stringify({ streams: [stream], appends: 50 } satisfies AppendTask);
      const [program, ...args] = log.appender();
      const { ended } = startProgram([program, ...args, told]);
      const following = { after, prefix: stream };
      const heard = await followUntil(log.store(), following, (events) => events.length >= 50);
      expect((await ended).code).toBe(0);
      expect(eventsOf(heard).map(({ revision }) => revision)).toEqual(
        Array.from({ length: 50 }, (_, revision) => revision),
      );
    },
    ownTime,
  );

  it('gives each of several readers everything', async () => {
    const prefix = newName();
    const readers = [1, 2, 3].map(() =>
      followUntil(log.store(), { after: 'start', prefix }, (events) => events.length >= 40),
    );
    await write(prefix, 40);
    const ids = (await Promise.all(readers)).map((batches) => idsOf(eventsOf(batches)));
    expect(ids[0]).toHaveLength(40);
    expect(ids[1]).toEqual(ids[0]);
    expect(ids[2]).toEqual(ids[0]);
  });

  endings(log, write);
};

const endings = (log: Log, write: (prefix: string, count: number) => Promise<void>): void => {
  it('ends when it is told to while it waits', async () => {
    const ending = new AbortController();
    const after = await log.store().head();
    const batches: Batch[] = [];
    for await (const batch of log.store().subscribe({ after, signal: ending.signal })) {
      batches.push(batch);
      setTimeout(() => ending.abort(), 20);
    }
    expect(batches).toHaveLength(1);
  });

  it('gives nothing when it was told to end before', async () => {
    await write(newName(), 1);
    const batches: Batch[] = [];
    const signal = AbortSignal.abort();
    for await (const batch of log.store().subscribe({ after: 'start', signal }))
      batches.push(batch);
    expect(batches).toEqual([]);
  });

  it('ends when its reader goes away', async () => {
    await write(newName(), 3);
    const { signal } = new AbortController();
    let seen = 0;
    for await (const batch of log.store().subscribe({ after: 'start', signal })) {
      seen = batch.events.length;
      break;
    }
    expect(seen).toBeGreaterThan(0);
  });

  it('ends when the store is closed', async () => {
    const store = await log.another();
    const { signal } = new AbortController();
    const after = await store.head();
    for await (const batch of store.subscribe({ after, signal })) {
      expect(batch.caughtUp).toBe(true);
      void store.close();
    }
    await expect(store.head()).rejects.toThrow('closed');
  });

  it('refuses a position of another log', async () => {
    const { position: after } = await put(await log.otherLog(), appending(newName(), 'no-stream'));
    await expect(followUntil(log.store(), { after }, () => true)).rejects.toThrow(
      'another event store',
    );
  });
};
