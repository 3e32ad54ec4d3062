import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import type { Instant } from '#libs/event-sourcing';
import { AccessLogStuck, parseAccessCursor, type Access, type AccessLog } from './access-log.js';
import { openSqliteAccessLog, type SqliteAccessLogOptions } from './sqlite-access-log.js';

const read: Access = {
  ...{ at: '2026-03-02T09:00:00.000000Z' as Instant, actorId: 'staff-1', role: 'caseworker' },
  ...{ team: 'east', action: 'READ_TIMELINE', subject: 'journey-1', outcome: 'allowed' },
  ...{ requestId: 'request-1', reason: undefined },
};
const numbered = (number: number): Access => ({ ...read, requestId: `request-${number}` });

describe('the access log in SQLite', () => {
  let folder: string;
  let file: string;
  let log: AccessLog;
  const open = (options: Omit<SqliteAccessLogOptions, 'file'> = {}): AccessLog =>
    openSqliteAccessLog({ file, ...options });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'access-'));
    file = join(folder, 'access.sqlite');
    log = open();
  });
  afterEach(async () => {
    await log.close();
    rmSync(folder, { recursive: true });
  });

  const onDisk = (): number => {
    const db = new Database(file, { readonly: true });
    const count = db.prepare<[], number>('SELECT count(*) FROM access').pluck().get() ?? -1;
    db.close();
    return count;
  };
  const until = async (condition: () => boolean): Promise<void> => {
    for (let turn = 0; turn < 200 && !condition(); turn += 1)
      await new Promise((resolve) => setTimeout(resolve, 5));
    expect(condition()).toBe(true);
  };

  it('tells who looked at a journey, with all that was recorded of it', async () => {
    const refused: Access = {
      ...read,
      ...{ outcome: 'refused', reason: 'record-restricted', actorId: undefined },
      ...{ role: undefined, team: undefined },
    };
    log.record(read);
    log.record({ ...read, subject: 'journey-2' });
    log.record(refused);
    expect(await log.aboutSubject('journey-1', { limit: 10 })).toEqual({
      ...{ entries: [refused, read], next: undefined },
    });
  });

  it('tells what somebody looked at', async () => {
    const search = { ...read, action: 'SEARCH', subject: undefined };
    log.record(read);
    log.record({ ...read, actorId: 'staff-2' });
    log.record(search);
    const { entries } = await log.byActor('staff-1', { limit: 10 });
    expect(entries).toEqual([search, read]);
  });

  it('is read page by page from the newest, while more comes in', async () => {
    [1, 2, 3, 4, 5].forEach((number) => log.record(numbered(number)));
    const seen: string[] = [];
    let from = undefined;
    do {
      const page = await log.aboutSubject('journey-1', { from, limit: 2 });
      seen.push(...page.entries.map(({ requestId }) => requestId));
      log.record(numbered(9));
      from = page.next;
    } while (from !== undefined);
    expect(seen).toEqual([5, 4, 3, 2, 1].map((number) => `request-${number}`));
  });

  it('goes on from what a client sends back, and from nothing else', async () => {
    [1, 2, 3].forEach((number) => log.record(numbered(number)));
    const { next } = await log.byActor('staff-1', { limit: 1 });
    const from = parseAccessCursor(String(next));
    const { entries } = await log.byActor('staff-1', { from, limit: 1 });
    expect(entries[0]?.requestId).toBe('request-2');
    expect(['', '0', '-1', '1.5', 'x', '1 OR 1=1'].map(parseAccessCursor)).toEqual(
      Array.from({ length: 6 }, () => undefined),
    );
  });

  it('writes many together, and within moments', async () => {
    for (let number = 0; number < 20; number += 1) log.record(numbered(number));
    expect(onDisk()).toBe(0);
    await until(() => onDisk() === 20);
  });

  it('writes a full batch at once', () => {
    for (let number = 0; number < 500; number += 1) log.record(numbered(number));
    expect(onDisk()).toBe(500);
  });

  it('has everything on disk after a flush, and after it was closed', async () => {
    log.record(read);
    await log.flush();
    expect(onDisk()).toBe(1);
    log.record(read);
    await log.close();
    expect(onDisk()).toBe(2);
    log = open();
  });

  it('is written by several processes', async () => {
    const other = open();
    log.record(numbered(1));
    other.record(numbered(2));
    await Promise.all([log.flush(), other.flush()]);
    const { entries } = await log.aboutSubject('journey-1', { limit: 10 });
    expect(entries).toHaveLength(2);
    await other.close();
  });

  it.each([
    `UPDATE access SET actor = 'staff-9'`,
    'DELETE FROM access',
    `INSERT OR REPLACE INTO access (seq, at, action, outcome, request) VALUES (1, '', '', '', '')`,
    `INSERT INTO access (seq, at, action, outcome, request) VALUES (1, '', '', '', '')
     ON CONFLICT (seq) DO UPDATE SET actor = 'staff-9'`,
    `INSERT INTO access (seq, at, action, outcome, request) VALUES (7, '', '', '', '')`,
  ])('refuses %s', async (statement) => {
    log.record(read);
    await log.flush();
    const db = new Database(file);
    expect(() => db.exec(statement)).toThrow(/accesses are (only|never)/);
    db.close();
    expect((await log.aboutSubject('journey-1', { limit: 10 })).entries).toEqual([read]);
  });

  it.each(['actorId', 'role', 'team', 'action', 'subject', 'requestId', 'reason'] as const)(
    'takes no text for a %s, and does not repeat it',
    async (field) => {
      const text = 'Fay Learner, born 2015';
      expect(() => log.record({ ...read, [field]: text })).toThrow(`The ${field} of an access`);
      expect(() => log.record({ ...read, [field]: text })).not.toThrow('Fay');
      await log.flush();
      expect(onDisk()).toBe(0);
    },
  );

  it('keeps what it cannot write, says so, refuses more at last, and writes it when it can', async () => {
    await log.close();
    const failures: unknown[] = [];
    log = open({ flushAfterMs: 5, mostWaiting: 3, onWriteFailed: (error) => failures.push(error) });
    const blocker = new Database(file);
    blocker.exec(
      `CREATE TRIGGER full BEFORE INSERT ON access BEGIN SELECT RAISE(ABORT, 'full'); END`,
    );
    [1, 2, 3].forEach((number) => log.record(numbered(number)));
    await until(() => failures.length > 1);
    expect(() => log.record(numbered(4))).toThrow(AccessLogStuck);
    await expect(log.flush()).rejects.toThrow('full');

    blocker.exec('DROP TRIGGER full');
    blocker.close();
    await log.flush();
    const { entries } = await log.aboutSubject('journey-1', { limit: 10 });
    expect(entries.map(({ requestId }) => requestId)).toEqual([
      ...['request-3', 'request-2', 'request-1'],
    ]);
  });

  it('refuses a file of a newer version', () => {
    const newer = join(folder, 'newer.sqlite');
    const db = new Database(newer);
    db.pragma('user_version = 2');
    db.close();
    expect(() => openSqliteAccessLog({ file: newer })).toThrow('is of version 2');
  });

  it.each(['subject', 'actor'])('finds by %s without reading everything', (column) => {
    const db = new Database(file);
    const plan = db
      .prepare<[], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT * FROM access
         WHERE ${column} = 'x' AND seq <= 9 ORDER BY seq DESC LIMIT 2`,
      )
      .all();
    db.close();
    expect(plan.map(({ detail }) => detail)).toEqual([
      `SEARCH access USING INDEX access_by_${column} (${column}=? AND seq<?)`,
    ]);
  });
});
