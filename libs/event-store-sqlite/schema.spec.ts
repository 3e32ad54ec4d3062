import { readFileSync } from 'node:fs';
import type { Database } from 'better-sqlite3';
import { OutcomeUnknown, type EventStore, type Instant } from '#libs/event-sourcing';
import { fileProblems, openSqliteEventStore } from './index.js';
import { queries } from './log-reader.js';
import { SCHEMA_VERSION } from './schema.js';
import { rawly } from './testing/raw.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const { fileIn, remove } = temporaryFolder();
let path = '';
let number = 0;
let store: EventStore;

beforeEach(() => {
  number += 1;
  path = fileIn(`${number}.db`);
  store = openSqliteEventStore({ path });
});
afterEach(() => store.close());
afterAll(remove);

const event = (digit: number) => ({
  id: `0000000${digit}-0000-5000-8000-000000000000`,
  hash: `${digit}`.repeat(64),
  body: `{"digit":${digit}}`,
});

const recordedAt = '2026-03-02T09:00:00.000000Z' as Instant;

const append = (stream: string, ...digits: readonly number[]) =>
  store.append({ stream, expected: 'no-stream', recordedAt, events: digits.map(event) });

describe('what is recorded stays', () => {
  const row = "(1, 1, 0, x'00', x'00', 0, 'forged')";
  const next = "(3, 1, 2, x'00', x'00', 0, 'forged')";
  const attempts: readonly (readonly [string, string])[] = [
    ['UPDATE', "UPDATE events SET body = 'forged'"],
    ['UPDATE OR REPLACE', 'UPDATE OR REPLACE events SET position = 2 WHERE position = 1'],
    ['UPDATE OR IGNORE', "UPDATE OR IGNORE events SET body = 'forged' WHERE position = 1"],
    ['DELETE', 'DELETE FROM events'],
    ['DELETE of the last', 'DELETE FROM events WHERE position = 2'],
    ['REPLACE', `REPLACE INTO events VALUES ${row}`],
    ['INSERT OR REPLACE of a position', `INSERT OR REPLACE INTO events VALUES ${row}`],
    [
      'INSERT OR REPLACE of a revision',
      "INSERT OR REPLACE INTO events VALUES (3, 1, 0, x'00', x'00', 0, 'forged')",
    ],
    ['INSERT OR IGNORE', `INSERT OR IGNORE INTO events VALUES ${row}`],
    [
      'upsert of a position',
      `INSERT INTO events VALUES ${row} ON CONFLICT (position) DO UPDATE SET body = excluded.body`,
    ],
    [
      'upsert of a revision',
      `INSERT INTO events VALUES (3, 1, 0, x'00', x'00', 0, 'forged')
       ON CONFLICT (stream, revision) DO UPDATE SET body = excluded.body`,
    ],
    ['upsert of anything', `INSERT INTO events VALUES ${row} ON CONFLICT DO NOTHING`],
    ['INSERT before the end', "INSERT INTO events VALUES (-5, 1, 2, x'00', x'00', 0, 'forged')"],
    ['INSERT beyond the end', "INSERT INTO events VALUES (9, 1, 2, x'00', x'00', 0, 'forged')"],
    ['INSERT of a far revision', "INSERT INTO events VALUES (3, 1, 7, x'00', x'00', 0, 'forged')"],
    ['INSERT without a position', `INSERT INTO events VALUES (NULL${next.slice(2)}`],
    ['UPDATE of the id', "UPDATE store SET id = 'other'"],
    ['DELETE of the id', 'DELETE FROM store'],
    ['REPLACE of the id', "REPLACE INTO store VALUES (1, 'other')"],
    ['UPDATE of a stream', "UPDATE streams SET name = 'other'"],
    ['DELETE of a stream', 'DELETE FROM streams'],
    ['REPLACE of a stream by number', "REPLACE INTO streams VALUES (1, 'other')"],
    ['REPLACE of a stream by name', "REPLACE INTO streams VALUES (2, 'journey-1')"],
    [
      'upsert of a stream',
      "INSERT INTO streams VALUES (1, 'x') ON CONFLICT DO UPDATE SET name = 'other'",
    ],
  ];

  const allRows = (db: Database): unknown => [
    db.prepare('SELECT *, hex(hash) FROM events').all(),
    db.prepare('SELECT * FROM streams').all(),
    db.prepare('SELECT * FROM store').all(),
  ];

  const pragmas: readonly (readonly string[])[] = [
    [],
    ['recursive_triggers = ON'],
    ['recursive_triggers = OFF', 'foreign_keys = OFF', 'ignore_check_constraints = ON'],
  ];

  it.each(attempts)('%s is refused, whatever the connection’s pragmas', async (_, sql) => {
    await append('journey-1', 1, 2);
    for (const settings of pragmas)
      rawly(path, (db) => {
        for (const setting of settings) db.pragma(setting);
        const before = allRows(db);
        expect(() => db.exec(sql)).toThrow(/never|only ever|once|NULL/);
        expect(allRows(db)).toEqual(before);
      });
  });

  it('takes what continues the log, so that the refusals above are not for everything', async () => {
    await append('journey-1', 1, 2);
    rawly(path, (db) => db.exec(`INSERT INTO events VALUES ${next}`));
    expect(await store.readStream('journey-1')).toHaveLength(3);
  });
});

describe('readings use their index', () => {
  const planOf = (sql: string): readonly string[] =>
    rawly(path, (db) =>
      db
        .prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`)
        .all(...Array.from(sql.matchAll(/\?/g), () => 1))
        .map(({ detail }) => detail),
    );

  const byStream = [
    'SEARCH s USING COVERING INDEX sqlite_autoindex_streams_1 (name=?)',
    'SEARCH e USING INDEX sqlite_autoindex_events_1',
  ];
  const byPosition = [
    'SEARCH e USING INTEGER PRIMARY KEY (rowid>? AND rowid<?)',
    'SEARCH s USING INTEGER PRIMARY KEY (rowid=?)',
  ];

  it.each([
    ['a stream forwards', queries.forwards, byStream],
    ['a stream backwards', queries.backwards, byStream],
    ['everything', queries.all, byPosition],
    ['everything with a prefix', queries.prefixed, byPosition],
    ['the end of the log', queries.head, ['SEARCH events']],
  ])('%s', (_, sql, steps) => {
    const plan = planOf(sql);
    expect(plan).toEqual(steps.map((step) => expect.stringContaining(step)));
    expect(plan.join()).not.toMatch(/SCAN|TEMP B-TREE/);
  });

  it('would be seen not to', () => {
    expect(planOf('SELECT * FROM events ORDER BY body').join()).toMatch(/SCAN.*TEMP B-TREE/);
  });
});

describe('the file', () => {
  it('keeps its number of schema and its id', async () => {
    const first = await append('journey-1', 1);
    await store.close();
    store = openSqliteEventStore({ path });
    expect(await store.head()).toBe('position' in first && first.position);
    const versions = rawly(path, (db) => db.prepare('SELECT version FROM schema_version').all());
    expect(versions).toHaveLength(SCHEMA_VERSION);
  });

  it('is made once when two open it at once', async () => {
    const fresh = fileIn('fresh.db');
    const [one, two] = [
      openSqliteEventStore({ path: fresh }),
      openSqliteEventStore({ path: fresh }),
    ];
    await one.append({ stream: 's', expected: 'no-stream', recordedAt, events: [event(1)] });
    expect(await two.head()).toBe(await one.head());
    await Promise.all([one.close(), two.close()]);
  });

  it('is refused, untouched, when it is of a newer version', async () => {
    await store.close();
    rawly(path, (db) => db.exec("INSERT INTO schema_version VALUES (99, 'from the future')"));
    expect(() => openSqliteEventStore({ path })).toThrow('newer version');
  });

  it('is refused, untouched, when it is another database', () => {
    const other = fileIn('other.db');
    rawly(other, (db) => db.exec('CREATE TABLE mine (x)'));
    const before = readFileSync(other);
    expect(() => openSqliteEventStore({ path: other })).toThrow('no event store');
    expect(readFileSync(other).equals(before)).toBe(true);
  });

  it('does not hold numbers that JavaScript cannot hold', async () => {
    await append('journey-1', 1);
    rawly(path, (db) => {
      db.exec('DROP TRIGGER events_grow_at_the_end');
      db.exec("INSERT INTO events VALUES (2, 1, 9007199254740993, x'00', x'00', 0, '')");
    });
    await expect(store.readStream('journey-1')).rejects.toThrow('2^53');
    const appended = store.append({
      stream: 'journey-1',
      expected: 0,
      recordedAt,
      events: [event(2)],
    });
    await expect(appended).rejects.toThrow(OutcomeUnknown);
  });

  it('refuses a position beyond its end, as after an older copy was put back', async () => {
    await append('journey-1', 1, 2);
    const after = await store.head();
    const older = fileIn('older.db');
    rawly(path, (db) => {
      db.exec(`VACUUM INTO '${older}'`);
    });
    rawly(older, (db) => {
      db.exec('DROP TRIGGER events_are_not_deleted; DELETE FROM events WHERE position = 2');
    });
    const restored = openSqliteEventStore({ path: older });
    await expect(restored.readAll({ after, limit: 1 })).rejects.toThrow('older copy');
    await restored.close();
  });
});

describe('the check of a file', () => {
  const spoil = (sql: string): void =>
    rawly(path, (db) => {
      db.exec('DROP TRIGGER events_are_not_deleted; DROP TRIGGER events_are_not_changed');
      db.exec('DROP TRIGGER streams_are_not_deleted');
      db.exec(sql);
    });

  it.each([
    ['nothing of a sound one', 'SELECT 1', []],
    ['an event taken out', 'DELETE FROM events WHERE position = 2', ['missing', 'gaps']],
    ['a stream taken out', 'DELETE FROM streams', ['no stream']],
    ['a time set back', 'UPDATE events SET known_at = 5 WHERE position = 3', ['known earlier']],
  ])('finds %s', async (_, sql, found) => {
    await append('journey-1', 1, 2, 3);
    spoil(sql);
    expect(fileProblems(path)).toEqual(found.map((words) => expect.stringContaining(words)));
  });
});
