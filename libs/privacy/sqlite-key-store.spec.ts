import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { openSqliteKeyStore } from './sqlite-key-store.js';
import { aMasterKey, keyStoreContract } from './testing/index.js';

keyStoreContract('the SQLite file', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  const file = join(folder, 'keys.sqlite');
  return {
    open: async (masterKey) => openSqliteKeyStore({ file, masterKey }),
    remove: async () => rmSync(folder, { recursive: true }),
  };
});

describe('the SQLite key store', () => {
  let folder: string;
  let file: string;
  const open = (cachedSubjects?: number) =>
    openSqliteKeyStore({ file, masterKey: aMasterKey(), cachedSubjects });

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'keys-'));
    file = join(folder, 'keys.sqlite');
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const wrappedSecrets = (): ReadonlyMap<string, Buffer> => {
    const db = new Database(file, { readonly: true });
    const rows = db
      .prepare<[], [string, Buffer]>('SELECT kid, wrapped FROM secret WHERE destroyed = 0')
      .raw()
      .all();
    db.close();
    return new Map(rows);
  };
  const everythingOnDisk = (): Buffer =>
    Buffer.concat(readdirSync(folder).map((name) => readFileSync(join(folder, name))));
  const stillOnDisk = (secrets: readonly Buffer[]): number => {
    const disk = everythingOnDisk();
    return secrets.filter((secret) => disk.includes(secret)).length;
  };

  it('leaves no trace of a destroyed secret in any of its files, even while it is open', async () => {
    const store = open();
    const subjects = Array.from({ length: 400 }, (_, index) => `learner-${index}`);
    const kids = (await Promise.all(subjects.map(store.create))).map(({ kid }) => kid);
    for (const subject of subjects.slice(0, 80)) kids.push((await store.startNew(subject)).kid);
    const secrets = wrappedSecrets();
    expect(stillOnDisk([...secrets.values()])).toBe(kids.length);

    const doomed = kids.filter((_, index) => index % 4 !== 0);
    await store.destroy(doomed.slice(0, -60));
    for (const kid of doomed.slice(-60)) await store.destroy([kid]);

    const gone = doomed.flatMap((kid) => secrets.get(kid) ?? []);
    expect(gone).toHaveLength(doomed.length);
    expect(stillOnDisk(gone)).toBe(0);
    expect(stillOnDisk([...secrets.values()])).toBe(kids.length - doomed.length);
    await store.close();
  });

  it('never holds a secret as it is, only wrapped', async () => {
    const store = open();
    const { sealing, digesting } = await store.create('learner-1');
    expect(stillOnDisk([sealing.export(), digesting.export()])).toBe(0);
    await store.close();
  });

  it('keeps no write-ahead log, in which a destroyed secret could stay', async () => {
    const store = open();
    await store.create('learner-1');
    expect(readdirSync(folder).filter((name) => name.endsWith('-wal'))).toEqual([]);
    const db = new Database(file);
    expect(db.pragma('journal_mode', { simple: true })).not.toBe('wal');
    db.close();
    await store.close();
  });

  it('refuses a secret moved to another subject', async () => {
    const store = open();
    const { kid } = await store.create('learner-1');
    await store.close();
    const db = new Database(file);
    db.prepare(`UPDATE secret SET subject = 'learner-2'`).run();
    db.close();
    const after = open();
    await expect(after.keysOf('learner-2')).rejects.toThrow(
      `The secret of key ${kid} does not open under the master key`,
    );
    await after.close();
  });

  it('refuses a file of a newer version', () => {
    const db = new Database(file);
    db.pragma('user_version = 2');
    db.close();
    expect(() => open()).toThrow('is of version 2; this program knows version 1');
  });

  it('finds every key when far more subjects are asked for than it holds in memory', async () => {
    const store = open(2);
    const kids = [];
    for (let index = 0; index < 20; index += 1)
      kids.push((await store.create(`learner-${index}`)).kid);
    const found = [];
    for (let index = 0; index < 20; index += 1)
      found.push((await store.keysOf(`learner-${index}`)).current?.kid);
    expect(found).toEqual(kids);
    await store.close();
  });

  it('makes all keys that are asked for at once, and before it closes', async () => {
    const store = open();
    const subjects = Array.from({ length: 50 }, (_, index) => `learner-${index}`);
    const asked = Promise.all(subjects.map(store.create));
    await store.close();
    const kids = (await asked).map(({ kid }) => kid);
    const after = open();
    const found = await Promise.all(subjects.map(after.keysOf));
    expect(found.map(({ current }) => current?.kid)).toEqual(kids);
    expect(new Set(kids).size).toBe(50);
    await after.close();
  });

  it('holds on to the keys of others when some are destroyed, and to none of those', async () => {
    const store = open();
    const { kid } = await store.create('learner-1');
    await store.create('learner-2');
    const [mine, theirs] = [await store.keysOf('learner-1'), await store.keysOf('learner-2')];
    await store.destroy([kid]);
    expect((await store.keysOf('learner-2')).current?.sealing).toBe(theirs.current?.sealing);
    expect(mine.current?.kid).toBe(kid);
    expect((await store.keysOf('learner-1')).current).toBeUndefined();
    await store.close();
  });

  it('holds on to a key object that was asked for before', async () => {
    const store = open();
    await store.create('learner-1');
    const [first, again] = [await store.keysOf('learner-1'), await store.keysOf('learner-1')];
    expect(again.current?.sealing).toBe(first.current?.sealing);
    await store.close();
  });
});
