import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { verifyLog } from '#libs/audit';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { openReadModels, type ReadModels } from '#libs/insight';
import {
  annulled,
  arranged,
  day,
  held,
  journeyLog,
  on,
  registered,
  type Told,
} from '#libs/insight/testing';
import type { KeyStore } from '#libs/privacy';
import { temporaryKeyStore } from '#libs/privacy/testing';
import { keepWatching } from './keep-watching.js';
import { createWatcher } from './watcher.js';

const decided = (at: number): Told => ({
  ...{ type: 'ReviewDecisionNotified', on: on(at) },
  data: { reviewId: 'r', outcome: 'amend' },
});
const disposed: Told = {
  ...{ type: 'RecordDisposed', on: on(300) },
  data: { proposalId: 'p', rule: 'R1', approvers: ['staff-1', 'staff-2'] },
};

describe('the watcher', () => {
  let folder: string;
  let store: ReturnType<typeof openSqliteEventStore>;
  let log: ReturnType<typeof journeyLog>;
  let keys: KeyStore;
  let removeKeys: () => Promise<void>;
  let readModels: ReadModels;
  let today: LocalDate;

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'watching-'));
    store = openSqliteEventStore({ path: join(folder, 'log.sqlite'), pollEveryMs: 5 });
    log = journeyLog(store);
    const kept = temporaryKeyStore();
    keys = kept.keyStore;
    removeKeys = kept.remove;
    const path = join(folder, 'tables');
    readModels = openReadModels({ path, store, codec: log.codec, keys, pollEveryMs: 5 });
    readModels.start();
    today = day(270);
  });
  afterEach(async () => {
    await readModels.close();
    await store.close();
    await removeKeys();
    rmSync(folder, { recursive: true, force: true });
  });

  const watcher = () =>
    createWatcher({
      ...{ authority: '886', store, dayOf: () => today },
      now: () => '2025-10-01T06:00:00.000000Z' as Instant,
      toLookAt: readModels.deadlinesToLookAt,
    });
  const tell = async (id: string, ...told: readonly Told[]) =>
    void (await log.append(id, told, await keys.create(`journey-${id}`)));
  const reviewed = async (id: string) => {
    await tell(id, registered());
    await tell(id, arranged(200, 'r', 230));
    await tell(id, held(230, 'r'));
    await tell(id, {
      ...{ type: 'ReviewReportReceived', on: on(240) },
      data: { reviewId: 'r' },
    });
    await tell(id, {
      ...{ type: 'ReviewPapersCirculated', on: on(201) },
      data: { reviewId: 'r' },
    });
  };
  const reports = async (id: string) =>
    (await store.readStream(`clocks-${id}`)).map(({ body }) => {
      const { type, data } = JSON.parse(body) as { type: string; data: { dueOn: string } };
      return [type, data.dueOn];
    });

  it('reports what passed, once, however often and by however many it is looked for', async () => {
    await reviewed('1');
    const passes = await Promise.all([watcher().pass(), watcher().pass()]);
    expect(await reports('1')).toEqual([['deadline-missed', day(258)]]);
    expect(passes.reduce((sum, { missed }) => sum + missed, 0)).toBe(1);
    expect(await watcher().pass()).toEqual({ journeys: 0, missed: 0, withdrawn: 0 });
  });

  it('says nothing before the day has passed', async () => {
    await reviewed('1');
    today = day(258);
    expect(await watcher().pass()).toEqual({ journeys: 0, missed: 0, withdrawn: 0 });
    expect(await reports('1')).toEqual([]);
  });

  it('takes back what a late fact contradicts, and reports it anew when that was wrong', async () => {
    await reviewed('1');
    await watcher().pass();
    await tell('1', decided(250));
    expect(await watcher().pass()).toEqual({ journeys: 1, missed: 0, withdrawn: 1 });
    await tell('1', annulled(271, '1/5'));
    expect(await watcher().pass()).toEqual({ journeys: 1, missed: 1, withdrawn: 0 });
    expect(await reports('1')).toEqual([
      ['deadline-missed', day(258)],
      ['deadline-miss-withdrawn', day(258)],
      ['deadline-missed', day(258)],
    ]);
  });

  it('leaves a record alone that was disposed of', async () => {
    await reviewed('1');
    await reviewed('2');
    await watcher().pass();
    await tell('1', disposed);
    expect(await watcher().pass()).toEqual({ journeys: 0, missed: 0, withdrawn: 0 });
    expect(await reports('1')).toHaveLength(1);
  });

  it('writes what verifies like everything else, and what tables can be made of again', async () => {
    await reviewed('1');
    await watcher().pass();
    const { findings, streams } = await verifyLog(store, { prefix: 'clocks-' });
    expect([findings, streams]).toEqual([[], 1]);
    await readModels.waitFor(await store.head(), 10_000);
    const { deadlines } = await readModels.check();
    expect([deadlines.rows, deadlines.differences]).toEqual([1, []]);
  });

  it('goes on after a pass that failed, and stops when it is told to', async () => {
    const failures: unknown[] = [];
    let passes = 0;
    const watching = await new Promise<ReturnType<typeof keepWatching>>((resolve) => {
      const kept = keepWatching(
        {
          pass: async () => {
            passes += 1;
            if (passes === 1) throw new Error('The tables are being built.');
            setTimeout(() => resolve(kept), 1);
            return { journeys: 0, missed: 0, withdrawn: 0 };
          },
        },
        { everyMs: 1, onFailure: (error) => failures.push(error) },
      );
    });
    await watching.stop();
    const after = passes;
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect([failures.length, passes]).toEqual([1, after]);
  });
});
