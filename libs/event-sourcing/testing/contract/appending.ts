import type { ExpectedRevision } from '../../index.js';
import { appending, bares, idsOf, newEvent, newEvents, newName, put } from './examples.js';
import type { Log } from './log.js';

export const appendingContract = (log: Log): void => {
  it('begins a stream at revision 0', async () => {
    const outcome = await log.store().append(appending(newName(), 'no-stream'));
    expect(outcome).toMatchObject({ outcome: 'appended', revision: 0, repeated: false });
  });

  it('answers with the last revision and position of several events', async () => {
    const stream = newName();
    const outcome = await put(log.store(), appending(stream, 'no-stream', newEvents(3)));
    const last = (await log.store().readStream(stream)).at(-1);
    expect(outcome.revision).toBe(2);
    expect(outcome.position).toBe(last?.position);
    expect(outcome.knownAt).toBe(last?.knownAt);
  });

  it('keeps the events of one append together, in their order', async () => {
    const stream = newName();
    const events = newEvents(5);
    await put(log.store(), appending(stream, 'no-stream', events));
    expect(bares(await log.store().readStream(stream))).toEqual(bares(events));
  });

  expectedRevisions(log);
  resends(log);

  it('finishes what was asked before it closes, and says so when asked too late', async () => {
    const stream = newName();
    const store = await log.another();
    const queued = Array.from({ length: 20 }, (_, index) =>
      store.append(appending(`${stream}-${index}`, 'no-stream')),
    );
    await store.close();
    await store.close();
    expect((await Promise.all(queued)).every(({ outcome }) => outcome === 'appended')).toBe(true);
    await expect(store.append(appending(stream, 'no-stream'))).rejects.toThrow('closed');
    expect(await log.store().readStream(`${stream}-19`)).toHaveLength(1);
  });
};

type Case = readonly [stands: ExpectedRevision, expected: ExpectedRevision];

const right: readonly Case[] = [
  ['no-stream', 'no-stream'],
  [0, 0],
  [3, 3],
];

const wrong: readonly Case[] = [
  ['no-stream', 0],
  ['no-stream', 7],
  [0, 'no-stream'],
  [0, 1],
  [3, 'no-stream'],
  [3, 0],
  [3, 2],
  [3, 4],
  [3, 1_000_000],
];

const lengthOf = (stands: ExpectedRevision): number => (stands === 'no-stream' ? 0 : stands + 1);

const expectedRevisions = (log: Log): void => {
  const standingAt = async (stands: ExpectedRevision): Promise<string> => {
    const stream = newName();
    if (stands === 'no-stream') return stream;
    await put(log.store(), appending(stream, 'no-stream', newEvents(lengthOf(stands))));
    return stream;
  };

  it.each(right)('a stream at %s takes what expects %s', async (stands, expected) => {
    const stream = await standingAt(stands);
    const outcome = await log.store().append(appending(stream, expected, newEvents(2)));
    expect(outcome).toMatchObject({ outcome: 'appended', revision: lengthOf(stands) + 1 });
    expect(await log.store().readStream(stream)).toHaveLength(lengthOf(stands) + 2);
  });

  it.each(wrong)('a stream at %s refuses what expects %s', async (stands, expected) => {
    const stream = await standingAt(stands);
    const outcome = await log.store().append(appending(stream, expected, newEvents(2)));
    expect(outcome).toEqual({ outcome: 'wrong-expected-revision', actual: stands });
    expect(await log.store().readStream(stream)).toHaveLength(lengthOf(stands));
  });

  it('refuses an expected revision that is no count', async () => {
    const stream = newName();
    for (const expected of [-1, 0.5, Number.NaN, Number.MAX_SAFE_INTEGER, 2 ** 60])
      await expect(log.store().append(appending(stream, expected))).rejects.toThrow(RangeError);
    expect(await log.store().readStream(stream)).toEqual([]);
  });
};

const resends = (log: Log): void => {
  it('knows a resend of the same events, and answers as before', async () => {
    const stream = newName();
    const first = appending(stream, 'no-stream', newEvents(2));
    const second = appending(stream, 1, newEvents(3));
    const answers = [await put(log.store(), first), await put(log.store(), second)];
    expect(await log.store().append(first)).toEqual({ ...answers[0], repeated: true });
    expect(await log.store().append(second)).toEqual({ ...answers[1], repeated: true });
    expect(await log.store().readStream(stream)).toHaveLength(5);
  });

  it('knows a resend through another handle, and after others went on', async () => {
    const stream = newName();
    const first = appending(stream, 'no-stream');
    const answer = await put(log.store(), first);
    await put(log.store(), appending(stream, 0));
    const other = await log.another();
    expect(await other.append(first)).toEqual({ ...answer, repeated: true });
  });

  it('knows two sendings at the same time for one', async () => {
    const stream = newName();
    const append = appending(stream, 'no-stream', newEvents(2));
    const [one, two] = await Promise.all([log.store().append(append), log.store().append(append)]);
    expect([one, two]).toMatchObject([
      { outcome: 'appended', repeated: false },
      { outcome: 'appended', repeated: true },
    ]);
    expect(await log.store().readStream(stream)).toHaveLength(2);
  });

  it('takes other events at a place that is taken for a conflict, not for a resend', async () => {
    const stream = newName();
    const [a, b, c] = [newEvent(), newEvent(), newEvent()];
    await put(log.store(), appending(stream, 'no-stream', [a, b]));
    const others = [
      appending(stream, 'no-stream', [a, c]),
      appending(stream, 'no-stream', [b, a]),
      appending(stream, 'no-stream', [a, b, c]),
      appending(stream, 0, [a]),
      appending(stream, 5, [a, b]),
      appending(stream, 'no-stream', [c]),
    ];
    for (const other of others)
      expect(await log.store().append(other)).toEqual({
        outcome: 'wrong-expected-revision',
        actual: 1,
      });
    expect(idsOf(await log.store().readStream(stream))).toEqual([a.id, b.id]);
  });
};
