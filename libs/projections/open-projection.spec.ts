import { mkdtempSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Kysely } from 'kysely';
import type { Position } from '#libs/event-sourcing';
import { asKnownAt } from './as-known-at.js';
import { microsIn } from './appends.js';
import { openProjection, type OpenedProjection } from './open-projection.js';
import type { Versioned } from './tables.js';
import {
  annulled,
  lendingTablesBut,
  lent,
  opened,
  openLendingLog,
  paid,
  returned,
  type cardsTable,
  type LendingLog,
  type loansTable,
} from './testing/index.js';

type Tables = { loans: Versioned<typeof loansTable>; cards: Versioned<typeof cardsTable> };

const LONG = 5_000;

describe('tables with history', () => {
  let log: LendingLog;
  let projection: OpenedProjection;
  let unspeakable: Set<string>;
  const open = (folder = mkdtempSync(join(log.folder, 'tables-'))): OpenedProjection =>
    openProjection({
      folder,
      source: log,
      projection: lendingTablesBut(unspeakable),
      pollEveryMs: 10,
    });
  const db = (): Promise<Kysely<Tables>> => projection.reader<Tables>();
  const loans = async () =>
    (await db()).selectFrom('loans').selectAll().orderBy('stream').orderBy('known_from').execute();

  beforeEach(() => {
    log = openLendingLog();
    unspeakable = new Set(['unspeakable']);
    projection = open();
  });
  afterEach(async () => {
    await projection.close();
    await log.close();
  });

  it('say they are not built yet before they are', async () => {
    await expect(db()).rejects.toThrow('being built for the first time');
  });

  it('follow the log, and can be waited for', async () => {
    projection.start();
    const position = await log.append('journey-1', opened(), lent('a', '2025-09-02'));
    expect(await projection.waitFor(position, LONG)).toBe('reached');
    expect(await loans()).toMatchObject([{ stream: 'journey-1', row_key: 'a', is_out: 1 }]);
  });

  it('say so when they are not there yet', async () => {
    const position = await log.append('journey-1', opened());
    expect(await projection.waitFor(position, 20)).toBe('not-yet');
  });

  it('refuse to wait for a position of another log', async () => {
    projection.start();
    await log.append('journey-1', opened());
    const foreign = 'ffffffffffff:00000000000001' as Position;
    await expect(projection.waitFor(foreign, 20)).rejects.toThrow('another event store');
  });

  it('reach the position of a stream that is not theirs', async () => {
    projection.start();
    const position = await log.append('provider-1', opened());
    expect(await projection.waitFor(position, LONG)).toBe('reached');
  });

  it('can be asked as it was known at any time', async () => {
    projection.start();
    await log.append('journey-1', opened(), lent('a', '2025-09-02'));
    const [first] = (await log.store.readStream('journey-1')).slice(-1);
    await log.append('journey-1', returned('a', '2025-09-05'));
    await projection.waitFor(await log.store.head(), LONG);
    const outAt = async (knownAt?: number) =>
      (await db())
        .selectFrom('loans')
        .where(asKnownAt(knownAt))
        .select('is_out')
        .execute()
        .then((rows) => rows.map(({ is_out: isOut }) => isOut));
    const known = microsIn(first?.knownAt ?? ('' as never));
    expect(await outAt(known - 1)).toEqual([]);
    expect(await outAt(known)).toEqual([1]);
    expect(await outAt()).toEqual([0]);
  });

  it('keep one version per append however many arrive at once', async () => {
    await log.append('journey-1', opened(), lent('a', '2025-09-02'));
    await log.append('journey-1', returned('a', '2025-09-05'));
    await log.append('journey-1', annulled('journey-1/2', '2025-09-06'));
    projection.start();
    await projection.waitFor(await log.store.head(), LONG);
    expect((await loans()).map(({ is_out: isOut }) => isOut)).toEqual([1, 0, 1]);
  });

  it('park a stream that cannot be carried on, and carry on the others', async () => {
    projection.start();
    await log.append('journey-1', opened(), lent('a', '2025-09-02'));
    await log.append('journey-1', lent('b', '2025-09-03', 'unspeakable'));
    await log.append('journey-1', paid(100, '2025-09-04'));
    const position = await log.append('journey-2', opened(), lent('c', '2025-09-02'));
    await projection.waitFor(position, LONG);
    const { parked } = await projection.status();
    expect(parked).toMatchObject([
      { stream: 'journey-1', revision: 2, reason: 'TypeError: Cannot say it.' },
    ]);
    expect(await loans()).toMatchObject([
      { stream: 'journey-1', row_key: 'a' },
      { stream: 'journey-2', row_key: 'c' },
    ]);
  });

  it('carry a parked stream on when the reason is gone, with the same history', async () => {
    projection.start();
    await log.append('journey-1', opened(), lent('b', '2025-09-03', 'unspeakable'));
    await log.append('journey-1', paid(100, '2025-09-04'));
    await projection.waitFor(await log.store.head(), LONG);
    expect(await projection.retryParked()).toBe(1);
    unspeakable.clear();
    expect(await projection.retryParked()).toBe(0);
    expect(await projection.check()).toMatchObject({ rows: 3, parked: 0, differences: [] });
    await log.append('journey-1', returned('b', '2025-09-06'));
    await projection.waitFor(await log.store.head(), LONG);
    expect((await loans()).map(({ is_out: isOut }) => isOut)).toEqual([1, 0]);
  });

  it('tell position, head, lag and state', async () => {
    projection.start();
    const position = await log.append('journey-1', opened());
    await projection.waitFor(position, LONG);
    expect(await projection.status()).toMatchObject({
      ...{ name: 'lending', version: 1, state: 'live', position, head: position },
      ...{ lag: { events: 0, more: false }, parked: [], failure: undefined },
    });
    await projection.stop();
    await log.append('journey-1', paid(1, '2025-09-02'), paid(2, '2025-09-03'));
    expect(await projection.status()).toMatchObject({ state: 'stopped', lag: { events: 2 } });
  });

  it('are swapped for new ones when rebuilt, and nothing is left of the old', async () => {
    projection.start();
    await projection.waitFor(await log.append('journey-1', opened()), LONG);
    const report = await projection.rebuild();
    expect(report).toMatchObject({ events: 1, streams: 1, rows: 1, threads: 1, parked: 0 });
    const position = await log.append('journey-1', lent('a', '2025-09-02'));
    expect(await projection.waitFor(position, LONG)).toBe('reached');
    expect(await projection.check()).toMatchObject({ streams: 1, differences: [] });
  });

  it('are fed once when two processes feed them, whoever is faster', async () => {
    const folder = mkdtempSync(join(log.folder, 'shared-'));
    const two = [open(folder), open(folder)] as const;
    two[0].start();
    await two[0].waitFor(await log.append('journey-1', opened(), lent('a', '2025-09-02')), LONG);
    two[1].start();
    for (let turn = 0; turn < 30; turn += 1)
      await log.append(
        'journey-1',
        turn % 2 ? lent('a', '2025-09-02') : returned('a', '2025-09-03'),
      );
    const head = await log.store.head();
    for (const one of two) expect(await one.waitFor(head, LONG)).toBe('reached');
    for (const one of two) expect((await one.status()).failure).toBeUndefined();
    expect(await two[0].check()).toMatchObject({ parked: 0, differences: [] });
    for (const one of two) await one.close();
  });

  it('see what another process has rebuilt', async () => {
    const folder = mkdtempSync(join(log.folder, 'shared-'));
    const [server, operator] = [open(folder), open(folder)];
    server.start();
    await server.waitFor(await log.append('journey-1', opened()), LONG);
    await operator.rebuild();
    await operator.close();
    const position = await log.append('journey-1', lent('a', '2025-09-02'));
    expect(await server.waitFor(position, LONG)).toBe('reached');
    expect(await server.check()).toMatchObject({ rows: 3, differences: [] });
    expect(readdirSync(folder).filter((name) => /lending.*sqlite$/.test(name))).toHaveLength(1);
    await server.close();
  });

  it('stay in use when a rebuild is cancelled', async () => {
    projection.start();
    await projection.waitFor(await log.append('journey-1', opened()), LONG);
    const before = await loans();
    await expect(projection.rebuild({ signal: AbortSignal.abort() })).rejects.toThrow('cancelled');
    expect(await loans()).toEqual(before);
    expect(await projection.check()).toMatchObject({ differences: [] });
  });

  it('find rows that do not follow from the log', async () => {
    projection.start();
    await projection.waitFor(await log.append('journey-1', opened()), LONG);
    await projection.stop();
    const path = readdirSync(log.folder, { recursive: true }).find((name) =>
      /lending\.v1\.\d+\.sqlite$/.test(String(name)),
    );
    const { default: Database } = await import('better-sqlite3');
    const raw = new Database(join(log.folder, String(path)));
    raw.exec('UPDATE cards SET paid_pence = 7');
    raw.close();
    expect(await projection.check()).toMatchObject({
      differences: [{ stream: 'journey-1', table: 'cards', missing: 1, superfluous: 1 }],
    });
  });
});
