import type { EventStore } from '#libs/event-sourcing';
import { openSqliteEventStore } from './index.js';
import { loadAppend } from './testing/load.js';
import { temporaryFolder } from './testing/temporary-folder.js';

const { fileIn, remove } = temporaryFolder();
let store: EventStore;

// It would look for the appends of other processes once an hour.
beforeEach(() => {
  store = openSqliteEventStore({ path: fileIn('events.db'), pollEveryMs: 3_600_000 });
});
afterEach(() => store.close());
afterAll(remove);

describe('a commit', () => {
  it('tells how many appends shared it', async () => {
    const told: number[] = [];
    const path = fileIn('told.db');
    const telling = openSqliteEventStore({ path, onCommit: (appends) => told.push(appends) });
    const append = (turn: number) =>
      telling.append(loadAppend({ round: 0, writer: turn, turn: 0 }));
    await Promise.all([1, 2, 3].map(append));
    await append(4);
    await telling.close();
    expect(told).toEqual([3, 1]);
  });
});

describe('a subscription', () => {
  it('is woken by what its own process appends, also while its reader was busy', async () => {
    const ending = new AbortController();
    const heard: number[] = [];
    for await (const { events } of store.subscribe({ after: 'start', signal: ending.signal })) {
      heard.push(...events.map(({ revision }) => revision));
      const turn = heard.length;
      if (turn === 6) ending.abort();
      // Appended before the reader comes back for more, and in every other turn after it waits.
      else if (turn % 2 === 0) await store.append(loadAppend({ round: 0, writer: 0, turn }));
      else setTimeout(() => void store.append(loadAppend({ round: 0, writer: 0, turn })), 5);
    }
    expect(heard).toEqual([0, 1, 2, 3, 4, 5]);
  });

  it('leaves no listener behind', async () => {
    const { signal } = new AbortController();
    const added = jest.spyOn(signal, 'addEventListener');
    const removed = jest.spyOn(signal, 'removeEventListener');
    let turn = 10;
    for await (const { caughtUp } of store.subscribe({ after: await store.head(), signal })) {
      expect(caughtUp).toBe(true);
      if (turn === 13) break;
      const stream = turn;
      turn += 1;
      setTimeout(() => void store.append(loadAppend({ round: stream, writer: 0, turn: 0 })), 1);
    }
    expect(added.mock.calls.length).toBeGreaterThan(0);
    expect(removed.mock.calls).toEqual(
      added.mock.calls.map(([type, listener]) => [type, listener]),
    );
  });
});
