import type { EventStore } from '../../index.js';
import type { Acknowledged, AppendTask } from '../append-as-told.js';
import { startProgram } from '../child.js';
import { allOf, appending, idsOf, newEvent, newEvents, newName, persist, put } from './examples.js';
import type { Log } from './log.js';

const ownTime = 60_000;
const upTo = (count: number): readonly number[] => Array.from({ length: count }, (_, n) => n);

export const concurrencyContract = (log: Log): void => {
  it('lets one of many win a revision, and tells the others where the stream is', async () => {
    const stream = newName();
    await put(log.store(), appending(stream, 'no-stream'));
    const outcomes = await Promise.all(
      upTo(50).map(() => log.store().append(appending(stream, 0))),
    );
    const won = outcomes.filter(({ outcome }) => outcome === 'appended');
    const lost = outcomes.filter(({ outcome }) => outcome === 'wrong-expected-revision');
    expect([won.length, lost.length]).toEqual([1, 49]);
    expect(lost.every((each) => 'actual' in each && each.actual === 1)).toBe(true);
    expect(await log.store().readStream(stream)).toHaveLength(2);
  });

  it('keeps one caller’s conflict from all others', async () => {
    const prefix = newName();
    const outcomes = await Promise.all(
      upTo(60).map((n) =>
        log.store().append(appending(`${prefix}-${n}`, n % 3 === 0 ? 4 : 'no-stream')),
      ),
    );
    expect(outcomes.map(({ outcome }) => outcome)).toEqual(
      upTo(60).map((n) => (n % 3 === 0 ? 'wrong-expected-revision' : 'appended')),
    );
    expect(await allOf(log.store(), { after: 'start', prefix })).toHaveLength(40);
  });

  it('loses nothing and doubles nothing when many write to one stream', async () => {
    const stream = newName();
    const ids = await writeBy(
      upTo(20).map(() => log.store()),
      () => stream,
    );
    expectStream(await log.store().readStream(stream), ids);
  });

  it('loses nothing and doubles nothing when many write to many streams', async () => {
    const prefix = newName();
    const ids = await writeBy(
      upTo(20).map(() => log.store()),
      (writer, turn) => `${prefix}-${(writer * 7 + turn) % 13}`,
    );
    const found = await allOf(log.store(), { after: 'start', prefix });
    expect([...idsOf(found)].sort()).toEqual([...ids].sort());
    for (const n of upTo(13)) expectDense(await log.store().readStream(`${prefix}-${n}`));
  });

  it('keeps two handles apart', async () => {
    const stream = newName();
    const other = await log.another();
    const ids = await writeBy(
      upTo(10).map((n) => (n % 2 === 0 ? log.store() : other)),
      () => stream,
    );
    expectStream(await log.store().readStream(stream), ids);
    expect(await other.readStream(stream)).toEqual(await log.store().readStream(stream));
  });

  it('takes turns of two handles, each going on from where the other left off', async () => {
    const stream = newName();
    const handles = [log.store(), await log.another()];
    for (const turn of upTo(12))
      await put(
        handles[turn % 2] ?? log.store(),
        appending(stream, turn === 0 ? 'no-stream' : turn - 1),
      );
    expectDense(await log.store().readStream(stream));
    const late = await Promise.all(handles.map((each) => each.append(appending(stream, 10))));
    expect(late).toEqual(Array(2).fill({ outcome: 'wrong-expected-revision', actual: 11 }));
  });

  it(
    'keeps two processes apart, on one stream and on many',
    async () => {
      const prefix = newName();
      const streams = upTo(4).map((n) => `${prefix}-${n}`);
      const told = JSON.stringify({ streams, appends: 200 } satisfies AppendTask);
      const [program, ...args] = log.appender();
      let begun = (): void => undefined;
      const first = new Promise<void>((resolve) => (begun = resolve));
      const { ended } = startProgram([program, ...args, told], () => begun());
      // Not before the other is at it: else one would be done before the other begins.
      await Promise.race([first, ended]);
      const ids = await writeBy(
        upTo(4).map(() => log.store()),
        (writer) => streams[writer] ?? '',
      );
      const { code, lines, errors } = await ended;
      expect({ code, errors }).toEqual({ code: 0, errors: '' });
      const theirs = lines.map((line) => JSON.parse(line) as Acknowledged);
      const found = await allOf(log.store(), { after: 'start', prefix });
      expect([...idsOf(found)].sort()).toEqual([...ids, ...idsOf(theirs)].sort());
      for (const { stream, revision, id } of theirs)
        expect((await log.store().readStream(stream, { from: revision, limit: 1 }))[0]?.id).toBe(
          id,
        );
      for (const stream of streams) expectDense(await log.store().readStream(stream));
    },
    ownTime,
  );

  it('keeps appends whole that come at the same time', async () => {
    const prefix = newName();
    const appends = upTo(30).map((n) => appending(`${prefix}-${n}`, 'no-stream', newEvents(5)));
    await Promise.all(appends.map((append) => log.store().append(append)));
    const found = idsOf(await allOf(log.store(), { after: 'start', prefix }));
    for (const { events } of appends) {
      const at = found.indexOf(events[0]?.id ?? '');
      expect(found.slice(at, at + 5)).toEqual(idsOf(events));
    }
  });
};

const TURNS = 10;

/** Every writer appends in turns, whatever the others do. The ids that were acknowledged. */
const writeBy = async (
  writers: readonly EventStore[],
  streamOf: (writer: number, turn: number) => string,
): Promise<readonly string[]> => {
  const ids: string[] = [];
  const write = async (store: EventStore, writer: number): Promise<void> => {
    for (const turn of upTo(TURNS)) {
      const event = newEvent();
      await persist(store, streamOf(writer, turn), event);
      ids.push(event.id);
    }
  };
  await Promise.all(writers.map(write));
  return ids;
};

type Read = Awaited<ReturnType<EventStore['readStream']>>;

const expectDense = (events: Read): void =>
  expect(events.map(({ revision }) => revision)).toEqual(upTo(events.length));

const expectStream = (events: Read, ids: readonly string[]): void => {
  expectDense(events);
  expect([...idsOf(events)].sort()).toEqual([...ids].sort());
};
