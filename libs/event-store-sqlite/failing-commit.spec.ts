import Database from 'better-sqlite3';
import { OutcomeUnknown, type Append, type EventStore } from '#libs/event-sourcing';
import { openSqliteEventStore } from './index.js';
import { loadAppend } from './testing/load.js';
import { rawly } from './testing/raw.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const { fileIn, remove } = temporaryFolder();
let number = 0;
let path = '';
let store: EventStore;
let writer: Database.Database | undefined;

beforeEach(() => {
  number += 1;
  path = fileIn(`${number}.db`);
  // The store keeps its connections to itself; a full disk has to be arranged on the very one.
  const spy = jest.spyOn(Database.prototype, 'prepare');
  store = openSqliteEventStore({ path });
  const begins = spy.mock.calls.findIndex(([sql]) => sql === 'BEGIN IMMEDIATE');
  writer = spy.mock.contexts[begins] as Database.Database | undefined;
  spy.mockRestore();
});
afterEach(() => store.close());
afterAll(remove);

const by = (writing: number, turn = 0): Append => loadAppend({ round: 0, writer: writing, turn });

/** From now on COMMIT itself fails: a promise to another table is broken, and SQLite looks then. */
const layTrap = (): unknown =>
  rawly(path, (db) =>
    db.exec(`
      CREATE TABLE nobody (id INTEGER PRIMARY KEY);
      CREATE TABLE trap (id REFERENCES nobody DEFERRABLE INITIALLY DEFERRED);
      CREATE TRIGGER trapped AFTER INSERT ON events BEGIN INSERT INTO trap VALUES (1); END`),
  );

const removeTrap = (): unknown => rawly(path, (db) => db.exec('DROP TRIGGER trapped'));

describe('when COMMIT fails', () => {
  it('nobody of the group hears a verdict, whatever it would have been', async () => {
    await store.append(by(0));
    layTrap();
    const outcomes = await Promise.allSettled([
      store.append(by(1)),
      store.append(by(2, 5)),
      store.append(by(0)),
      store.append(by(3)),
    ]);
    expect(outcomes.map(({ status }) => status)).toEqual(Array(4).fill('rejected'));
    for (const outcome of outcomes)
      expect('reason' in outcome && outcome.reason).toBeInstanceOf(OutcomeUnknown);
    expect((await store.readAll({ after: 'start', limit: 10 })).events).toHaveLength(1);
  });

  it('says what failed to those who keep the service, and what to do to those who use it', async () => {
    layTrap();
    const error: unknown = await store.append(by(1)).catch((reason: unknown) => reason);
    expect(error).toMatchObject({
      message: expect.stringContaining('Send the same command again'),
      cause: { code: 'SQLITE_CONSTRAINT_FOREIGNKEY' },
    });
  });

  it('the same appends go in, once, when it works again', async () => {
    await store.append(by(0));
    layTrap();
    const doubtful = [by(1), by(2), by(0, 1)];
    await Promise.allSettled(doubtful.map((append) => store.append(append)));
    removeTrap();
    for (const append of doubtful)
      expect(await store.append(append)).toMatchObject({ outcome: 'appended', repeated: false });
    const { events } = await store.readAll({ after: 'start', limit: 10 });
    expect(events.map(({ stream, revision }) => `${stream}@${revision}`)).toEqual([
      'load-0-0@0',
      'load-0-1@0',
      'load-0-2@0',
      'load-0-0@1',
    ]);
  });

  it('a subscription hears nothing of it', async () => {
    layTrap();
    const ending = new AbortController();
    const heard: number[] = [];
    for await (const batch of store.subscribe({ after: 'start', signal: ending.signal })) {
      heard.push(batch.events.length);
      if (batch.events.length > 0) ending.abort();
      else {
        await store.append(by(1)).catch(() => undefined);
        removeTrap();
        void store.append(by(2));
      }
    }
    expect(heard).toEqual([0, 1]);
  });
});

describe('when the disk is full', () => {
  it('what was acknowledged stays, and appends go in again when there is room', async () => {
    const pages = Number(writer?.pragma('page_count', { simple: true }));
    writer?.pragma(`max_page_count = ${pages + 40}`);
    const outcomes = await Promise.allSettled(
      Array.from({ length: 2000 }, (_, n) => store.append(by(n))),
    );
    const acknowledged = outcomes.flatMap(({ status }, n) => (status === 'fulfilled' ? [n] : []));
    const rejected = outcomes.filter((each) => each.status === 'rejected');
    expect(rejected.length).toBeGreaterThan(0);
    for (const { reason } of rejected) expect(reason).toBeInstanceOf(OutcomeUnknown);
    writer?.pragma('max_page_count = 1000000');
    for (const n of acknowledged) expect(await store.readStream(`load-0-${n}`)).toHaveLength(1);
    const { events } = await store.readAll({ after: 'start', limit: 5000 });
    expect(events).toHaveLength(acknowledged.length);
    expect(await store.append(by(5000))).toMatchObject({ outcome: 'appended' });
  });
});

describe('when another process holds the lock', () => {
  it('appends wait for it, and nothing else does', async () => {
    const other = new Database(path);
    other.exec('BEGIN IMMEDIATE');
    let done = false;
    const appended = store.append(by(1)).finally(() => (done = true));
    for (let turn = 0; turn < 20; turn += 1) await store.readAll({ after: 'start', limit: 1 });
    expect(done).toBe(false);
    other.exec('ROLLBACK');
    other.close();
    expect(await appended).toMatchObject({ outcome: 'appended' });
  });
});
