import { readFileSync, readdirSync, mkdtempSync } from 'node:fs';
import { join } from 'node:path';
import { openProjection, type OpenedProjection } from './open-projection.js';
import type { Stored } from './tables.js';
import {
  annulled,
  lendingNames,
  opened,
  openLendingLog,
  paid,
  type LendingLog,
  type namesTable,
} from './testing/index.js';

type Tables = { names: Stored<typeof namesTable> };

const LONG = 5_000;

describe('tables that need keys', () => {
  let log: LendingLog;
  let projection: OpenedProjection;
  let lost: Set<string>;
  let folder: string;

  beforeEach(() => {
    log = openLendingLog();
    lost = new Set();
    folder = mkdtempSync(join(log.folder, 'names-'));
    projection = openProjection({
      ...{ folder, source: log, projection: lendingNames(lost), pollEveryMs: 10 },
    });
    projection.start();
  });
  afterEach(async () => {
    await projection.close();
    await log.close();
  });

  const caughtUp = async () => projection.waitFor(await log.store.head(), LONG);
  const names = async () => {
    const db = await projection.reader<Tables>();
    const rows = await db.selectFrom('names').selectAll().orderBy('stream').execute();
    return rows.map(({ stream, name }) => [stream, name]);
  };
  const bytes = (): string =>
    readdirSync(folder)
      .map((file) => readFileSync(join(folder, file), 'latin1'))
      .join('\n');

  it('hold what their streams say now', async () => {
    await log.append('journey-1', opened('Ada'));
    await log.append('journey-2', opened('Grace'));
    await log.append('journey-1', paid(3, '2025-09-02'));
    expect(await caughtUp()).toBe('reached');
    expect(await names()).toEqual([
      ['journey-1', 'Ada'],
      ['journey-2', 'Grace'],
    ]);
    expect(await projection.check()).toMatchObject({ streams: 2, rows: 2, differences: [] });
  });

  it('leave nothing of an erased stream in their files', async () => {
    await log.append('journey-1', opened('Ottoline'));
    await caughtUp();
    expect(bytes()).toContain('Ottoline');
    lost.add('journey-1');
    await log.append('journey-1', annulled('journey-1/0', '2025-09-03'));
    await caughtUp();
    expect(await names()).toEqual([]);
    expect(bytes()).not.toContain('Ottoline');
  });

  it('are the same when built anew', async () => {
    await log.append('journey-1', opened('Ada'));
    await log.append('journey-2', opened('Grace'));
    lost.add('journey-2');
    await caughtUp();
    await projection.rebuild();
    expect(await names()).toEqual([['journey-1', 'Ada']]);
  });

  it('lose the rows of a parked stream too when it is erased', async () => {
    await log.append('journey-1', opened('Ada'));
    await caughtUp();
    await projection.close();
    const unlucky = openProjection({
      ...{ folder, source: log, pollEveryMs: 10 },
      projection: {
        ...lendingNames(lost),
        types: ['FeePaid'],
        rows: () => {
          throw new RangeError('No rows.');
        },
      },
    });
    unlucky.start();
    await log.append('journey-1', paid(1, '2025-09-02'));
    await unlucky.waitFor(await log.store.head(), LONG);
    expect((await unlucky.status()).parked).toMatchObject([
      { stream: 'journey-1', reason: 'RangeError: No rows.' },
    ]);
    const rows = async () =>
      (await unlucky.reader<Tables>()).selectFrom('names').selectAll().execute();
    expect(await rows()).toHaveLength(1);
    await log.append('journey-1', annulled('journey-1/0', '2025-09-03'));
    await unlucky.waitFor(await log.store.head(), LONG);
    expect(await rows()).toEqual([]);
    await unlucky.close();
  });
});
