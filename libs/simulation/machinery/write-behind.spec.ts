import { derivedId, type Append, type EventStore, type Instant } from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { temporaryFolder } from '#libs/event-store-sqlite/testing';
import { hash } from 'node:crypto';
import { writeBehind } from './write-behind.js';

const recordedAt = '2026-03-02T09:00:00.000000Z' as Instant;
const idOf = (name: string): string => derivedId('write-behind', name);
const anAppend = (stream: string, revision: number, count = 1): Append => ({
  ...{ stream, recordedAt, expected: revision < 0 ? 'no-stream' : revision },
  events: Array.from({ length: count }, (_, at) => {
    const body = JSON.stringify({ stream, at: revision + 1 + at });
    return { id: idOf(`${stream}-${revision + 1 + at}`), body, hash: hash('sha256', body) };
  }),
});

describe('a store that writes behind', () => {
  const folder = temporaryFolder();
  let store: EventStore;
  let files = 0;
  beforeEach(() => {
    files += 1;
    store = openSqliteEventStore({ path: folder.fileIn(`log-${files}.sqlite`) });
  });
  afterEach(() => store.close());
  afterAll(() => folder.remove());
  const idsOf = async (from: EventStore, stream: string) =>
    (await from.readStream(stream)).map(({ id }) => id);

  it('answers at once, and shows what is not yet written', async () => {
    const behind = writeBehind(store);
    await behind.store.append(anAppend('a', -1, 2));
    const second = await behind.store.append(anAppend('a', 1));
    expect(second).toMatchObject({ outcome: 'appended', revision: 2, repeated: false });
    expect(await idsOf(behind.store, 'a')).toEqual(['a-0', 'a-1', 'a-2'].map(idOf));
    expect(await behind.store.readStream('a', { from: 2 })).toHaveLength(1);
    expect(await idsOf(store, 'a')).toEqual([]);
  });

  it('writes in the order in which it was asked', async () => {
    const behind = writeBehind(store);
    for (const stream of ['b', 'a', 'c']) await behind.store.append(anAppend(stream, -1));
    await behind.store.append(anAppend('a', 0));
    await behind.flush();
    const { events } = await store.readAll({ after: 'start', limit: 10 });
    expect(events.map(({ id }) => id)).toEqual(['b-0', 'a-0', 'c-0', 'a-1'].map(idOf));
  });

  it('knows what is known since when, as the store will', async () => {
    const behind = writeBehind(store);
    for (const stream of ['a', 'b']) await behind.store.append(anAppend(stream, -1));
    const before = await behind.store.readStream('b');
    await behind.flush();
    const [after] = await store.readStream('b');
    expect(before[0]?.knownAt).toBe('2026-03-02T09:00:00.000001Z');
    expect(after?.knownAt).toBe(before[0]?.knownAt);
  });

  it('refuses what relies on another revision, written or not', async () => {
    await store.append(anAppend('old', -1));
    const behind = writeBehind(store);
    await behind.store.append(anAppend('new', -1));
    const told = [anAppend('old', -1), anAppend('new', -1), anAppend('new', 3)];
    const outcomes = await Promise.all(told.map((append) => behind.store.append(append)));
    expect(outcomes).toEqual([
      { outcome: 'wrong-expected-revision', actual: 0 },
      { outcome: 'wrong-expected-revision', actual: 0 },
      { outcome: 'wrong-expected-revision', actual: 0 },
    ]);
  });

  it('writes first where the whole log, its head or a part from the end is asked for', async () => {
    const behind = writeBehind(store);
    await behind.store.append(anAppend('a', -1, 3));
    const last = await behind.store.readStream('a', { direction: 'backwards', limit: 1 });
    expect(last.map(({ id }) => id)).toEqual([idOf('a-2')]);
    await behind.store.append(anAppend('a', 2));
    expect(await behind.store.head()).toBe((await store.readStream('a')).at(-1)?.position);
    await behind.store.append(anAppend('a', 3));
    expect((await behind.store.readAll({ after: 'start', limit: 10 })).events).toHaveLength(5);
  });

  it('writes by itself when there is much to write', async () => {
    const behind = writeBehind(store);
    for (let revision = -1; revision < 600; revision += 1)
      await behind.store.append(anAppend('a', revision));
    expect((await store.readStream('a')).length).toBe(512);
    expect(await behind.store.readStream('a')).toHaveLength(601);
  });

  it('stops when somebody else writes on the same stream', async () => {
    const behind = writeBehind(store);
    await behind.store.append(anAppend('a', -1));
    await store.append({
      ...anAppend('a', -1),
      events: [{ id: idOf('x'), body: '{}', hash: hash('sha256', '{}') }],
    });
    await expect(behind.flush()).rejects.toThrow('Somebody else writes');
  });
});
