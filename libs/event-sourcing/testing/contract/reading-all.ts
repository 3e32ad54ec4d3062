import type { Position } from '../../index.js';
import { allOf, appending, idsOf, newEvents, newName, pagesOf, put } from './examples.js';
import type { Log } from './log.js';

const sorted = (positions: readonly string[]): readonly string[] => [...positions].sort();

export const readingAllContract = (log: Log): void => {
  /** Thirty appends of two events to three streams, and what is needed to find them again. */
  const sixtyEvents = async () => {
    const prefix = newName();
    const after = await log.store().head();
    const ids: string[] = [];
    for (let turn = 0; turn < 30; turn += 1) {
      const events = newEvents(2);
      const round = Math.floor(turn / 3);
      const expected = round === 0 ? 'no-stream' : round * 2 - 1;
      await put(log.store(), appending(`${prefix}-${turn % 3}`, expected, events));
      ids.push(...idsOf(events));
    }
    return { prefix, after, ids };
  };

  it('gives every event once, in the order of recording, whatever the page', async () => {
    const { after, prefix, ids } = await sixtyEvents();
    for (const page of [1, 7, 60, 1000])
      expect(idsOf(await allOf(log.store(), { after, prefix, page }))).toEqual(ids);
  });

  it('gives positions that sort as text in the order of recording', async () => {
    const { after, prefix } = await sixtyEvents();
    const positions = (await allOf(log.store(), { after, prefix })).map((event) => event.position);
    expect(positions).toEqual(sorted(positions));
    expect(new Set(positions).size).toBe(60);
    if (after !== 'start') expect(positions.every((position) => position > after)).toBe(true);
  });

  it('gives the same position for an event wherever it is met', async () => {
    const stream = newName();
    const { position } = await put(log.store(), appending(stream, 'no-stream'));
    const [inStream] = await log.store().readStream(stream);
    const [inAll] = await allOf(log.store(), { after: 'start', prefix: stream });
    expect([inStream?.position, inAll?.position]).toEqual([position, position]);
    expect(await log.store().head()).toBe(position);
  });

  it('goes on after any position, also on another handle and after opening again', async () => {
    const { after, prefix, ids } = await sixtyEvents();
    const all = await allOf(log.store(), { after, prefix });
    const again = await log.another();
    for (const cut of [0, 1, 29, 58, 59]) {
      const position = all[cut]?.position as Position;
      expect(idsOf(await allOf(again, { after: position, prefix }))).toEqual(ids.slice(cut + 1));
    }
  });

  it('gives as many as asked for, and says whether that was all', async () => {
    const { after } = await sixtyEvents();
    const some = await log.store().readAll({ after, limit: 59 });
    expect([some.events.length, some.caughtUp]).toEqual([59, false]);
    expect(some.upTo).toBe(some.events.at(-1)?.position);
    const rest = await log.store().readAll({ after: some.upTo, limit: 1 });
    expect([rest.events.length, rest.caughtUp]).toEqual([1, true]);
    const none = await log.store().readAll({ after: rest.upTo, limit: 10 });
    expect(none).toEqual({ events: [], upTo: rest.upTo, caughtUp: true });
  });

  it('lets through only what begins with the prefix, and gets past the rest', async () => {
    const { after, prefix } = await sixtyEvents();
    const only = await pagesOf(log.store(), { after, prefix: `${prefix}-1`, page: 3 });
    const streams = only.flatMap(({ events }) => events.map(({ stream }) => stream));
    expect(streams).toEqual(Array.from({ length: 20 }, () => `${prefix}-1`));
    expect(only.at(-1)?.upTo).toBe(await log.store().head());
  });

  it('stands at the end when the prefix lets nothing through', async () => {
    const { after } = await sixtyEvents();
    const pages = await pagesOf(log.store(), { after, prefix: newName('nobody') });
    expect(pages.flatMap(({ events }) => events)).toEqual([]);
    expect(pages.at(-1)).toMatchObject({ caughtUp: true, upTo: await log.store().head() });
  });

  it('takes a prefix as it is written', async () => {
    const unique = newName('');
    const names = ['a%b', 'a_b', 'a*b', 'axb', 'A%b', 'é', 'e\u0301', '👩‍👧'];
    for (const name of names) await put(log.store(), appending(`${unique}-${name}-1`, 'no-stream'));
    for (const name of names) {
      const found = await allOf(log.store(), { after: 'start', prefix: `${unique}-${name}-` });
      expect(found.map(({ stream }) => stream)).toEqual([`${unique}-${name}-1`]);
    }
  });

  it('refuses a position of another log, and one that is none', async () => {
    const other = await log.otherLog();
    const { position } = await put(other, appending(newName(), 'no-stream'));
    await expect(log.store().readAll({ after: position, limit: 1 })).rejects.toThrow(
      'another event store',
    );
    const nonsense = 'yesterday' as Position;
    await expect(log.store().readAll({ after: nonsense, limit: 1 })).rejects.toThrow('no position');
  });
};
