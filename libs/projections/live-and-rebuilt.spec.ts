import { existsSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import fc from 'fast-check';
import type { EventStore } from '#libs/event-sourcing';
import { typescriptProgram } from '#libs/event-sourcing/testing';
import { openProjection } from './open-projection.js';
import type { ProjectionOptions } from './options.js';
import type { LendingWorkerData } from './testing/lending-worker.js';
import type { LendingEvent, LendingState } from '#libs/event-sourcing/testing';
import {
  annulled,
  lendingTables,
  lent,
  opened,
  openLendingLog,
  paid,
  returned,
  type LendingLog,
  type Told,
} from './testing/index.js';

type Appended = Readonly<{ stream: string; told: readonly Told[] }>;

const day = fc.integer({ min: 1, max: 28 }).map((n) => `2025-10-${String(n).padStart(2, '0')}`);
const loan = fc.constantFrom('a', 'b', 'c', 'd');
const told: fc.Arbitrary<Told> = fc.oneof(
  fc.tuple(loan, day).map(([id, on]) => lent(id, on)),
  fc
    .tuple(loan, day, fc.constantFrom('atlas', 'globe'))
    .map(([id, on, item]) => lent(id, on, item)),
  fc.tuple(loan, day).map(([id, on]) => returned(id, on)),
  fc.tuple(fc.integer({ min: 0, max: 900 }), day).map(([pence, on]) => paid(pence, on)),
  fc
    .tuple(fc.integer({ min: 1, max: 8 }), fc.constantFrom('1', '2', '3'), day)
    .map(([revision, stream, on]) => annulled(`journey-${stream}/${revision}`, on)),
);
const appended: fc.Arbitrary<Appended> = fc.record({
  stream: fc.constantFrom('journey-1', 'journey-2', 'journey-3', 'provider-1'),
  told: fc.array(told, { minLength: 1, maxLength: 3 }),
});
const history = fc.array(appended, { minLength: 1, maxLength: 25 });

/** Hands out batches of any size, as another store or another day would. */
const inBatchesOf = (store: EventStore, limit: number): EventStore => ({
  ...store,
  async *subscribe({ after, prefix, signal }) {
    let from = after;
    while (!signal.aborted) {
      const batch = await store.readAll({ after: from, prefix, limit });
      yield batch;
      from = batch.upTo;
      if (batch.caughtUp) await setTimeout(2);
    }
  },
});

const fill = async (log: LendingLog, appends: readonly Appended[]): Promise<void> => {
  for (const { stream, told: events } of appends) {
    const first = (await log.store.readStream(stream, { limit: 1 })).length === 0;
    await log.append(stream, ...(first ? [opened()] : []), ...events);
  }
};

type Options = ProjectionOptions<LendingState, LendingEvent>;

const openOver = (log: LendingLog, more: Partial<Options> = {}) =>
  openProjection({
    folder: mkdtempSync(join(log.folder, 'tables-')),
    source: log,
    projection: lendingTables,
    pollEveryMs: 5,
    ...more,
  });

const rowsOf = async (projection: ReturnType<typeof openOver>): Promise<unknown> => {
  const db = await projection.reader<Record<string, Record<string, string | number | null>>>();
  const all = (table: string) =>
    db
      .selectFrom(table)
      .selectAll()
      .orderBy('stream')
      .orderBy('row_key')
      .orderBy('known_from')
      .execute();
  return { loans: await all('loans'), cards: await all('cards') };
};

const LONG = 10_000;

describe('live and rebuilt tables', () => {
  it('are the same row by row, whatever the history, the batches and the stops', async () => {
    await fc.assert(
      fc.asyncProperty(
        history,
        history,
        fc.integer({ min: 1, max: 7 }),
        async (early, late, size) => {
          const log = openLendingLog();
          const folder = mkdtempSync(join(log.folder, 'live-'));
          const source = { ...log, store: inBatchesOf(log.store, size) };
          const first = openOver(log, { folder, source });
          first.start();
          await first.waitFor('start', LONG);
          await fill(log, early);
          // Closed wherever it happens to be, as by a crash between two batches.
          await first.close();
          await fill(log, late);
          const live = openOver(log, { folder, source });
          live.start();
          await live.waitFor(await log.store.head(), LONG);

          const rebuilt = openOver(log);
          await rebuilt.rebuild();
          expect(await rowsOf(live)).toEqual(await rowsOf(rebuilt));
          expect(await live.check()).toMatchObject({ differences: [] });
          for (const one of [live, rebuilt]) await one.close();
          await log.close();
        },
      ),
      { numRuns: 25 },
    );
  }, 120_000);

  describe('over one long history', () => {
    let log: LendingLog;
    let expected: unknown;

    beforeAll(async () => {
      log = openLendingLog();
      const appends = fc.sample(appended, { numRuns: 400, seed: 7 });
      await fill(
        log,
        appends.map((one, index) => ({ ...one, stream: `journey-${index % 40}` })),
      );
      const plain = openOver(log);
      await plain.rebuild();
      expected = await rowsOf(plain);
      await plain.close();
    });
    afterAll(() => log.close());

    const execArgv = typescriptProgram('').slice(1, -1);
    const threadOf = (file: string) => new URL(`testing/${file}`, `file://${import.meta.dirname}/`);

    /** Over the same log, with a second thread that the first one waits for. */
    const openShared = (named: string, more: Partial<LendingWorkerData> = {}) => {
      const here = join(log.folder, named);
      const readStream: EventStore['readStream'] = async (stream, read) => {
        while (!existsSync(here)) await setTimeout(5);
        return log.store.readStream(stream, read);
      };
      const data: LendingWorkerData = { log: join(log.folder, 'log.sqlite'), here, ...more };
      const worker = { module: threadOf('lending-worker.ts'), data, execArgv, fromEvents: 100 };
      const source = { codec: log.codec, store: { ...log.store, readStream } };
      return openOver(log, { source, worker });
    };

    it('are the same when two threads share the work', async () => {
      const shared = openShared('shared');
      expect(await shared.rebuild()).toMatchObject({ threads: 2, streams: 40 });
      expect(await rowsOf(shared)).toEqual(expected);
      await shared.close();
    }, 30_000);

    it('hear of a second thread that breaks off, and stay as they were', async () => {
      const shared = openShared('broken', { fails: true });
      await expect(shared.rebuild()).rejects.toThrow('The second thread broke off.');
      await expect(shared.reader()).rejects.toThrow('first time');
      await shared.close();
    }, 30_000);

    it('do without a second thread that does not start', async () => {
      const worker = { module: threadOf('no-such-worker.ts'), data: '', execArgv, fromEvents: 1 };
      const alone = openOver(log, { worker });
      expect(await alone.rebuild()).toMatchObject({ threads: 1, streams: 40 });
      expect(await rowsOf(alone)).toEqual(expected);
      await alone.close();
    }, 30_000);

    it('are built by one thread when they are small', async () => {
      const worker = { module: 'no-such-file', data: '', fromEvents: 100_000 };
      const small = openOver(log, { worker });
      expect(await small.rebuild()).toMatchObject({ threads: 1, streams: 40 });
      await small.close();
    });

    it('are reported on while they are built', async () => {
      const told: string[] = [];
      const events: number[] = [];
      const watched = openOver(log);
      await watched.rebuild({
        onProgress: (progress) => {
          told.push(progress.phase);
          events.push(progress.events);
        },
      });
      expect(events.toSorted((a, b) => a - b)).toEqual(events);
      expect([...new Set(told)]).toEqual(['reading', 'indexing', 'catching up']);
      const lefts: (number | undefined)[] = [];
      await watched.rebuild({ onProgress: ({ secondsLeft }) => lefts.push(secondsLeft) });
      expect(lefts.at(-1)).toBe(0);
      await watched.close();
    });
  });
});
