import type { NewEvent, ReadStream } from '../../index.js';
import { appending, idsOf, newEvents, newName, put } from './examples.js';
import type { Log } from './log.js';

export const readingContract = (log: Log): void => {
  const tenEvents = async (): Promise<
    Readonly<{ stream: string; events: readonly NewEvent[] }>
  > => {
    const stream = newName();
    const events = newEvents(10);
    for (const [index, event] of events.entries()) {
      await put(log.store(), appending(stream, index === 0 ? 'no-stream' : index - 1, [event]));
      await put(log.store(), appending(`${stream}-${index}`, 'no-stream'));
    }
    return { stream, events };
  };

  const revisionsOf = async (stream: string, read?: ReadStream): Promise<readonly number[]> =>
    (await log.store().readStream(stream, read)).map(({ revision }) => revision);

  it('gives nothing of a stream that is not there', async () => {
    expect(await log.store().readStream(newName())).toEqual([]);
    expect(await log.store().readStream(newName(), { direction: 'backwards' })).toEqual([]);
    expect(await log.store().readStream(newName(), { from: 3, limit: 2 })).toEqual([]);
  });

  it('gives its events in the order of recording, and no other stream’s', async () => {
    const { stream, events } = await tenEvents();
    const read = await log.store().readStream(stream);
    expect(idsOf(read)).toEqual(idsOf(events));
    expect(read.map(({ revision }) => revision)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
    expect(new Set(read.map((event) => event.stream))).toEqual(new Set([stream]));
  });

  const cases: readonly (readonly [string, ReadStream, readonly number[]])[] = [
    ['from the middle', { from: 7 }, [7, 8, 9]],
    ['from the first', { from: 0, limit: 2 }, [0, 1]],
    ['a few from the middle', { from: 4, limit: 3 }, [4, 5, 6]],
    ['the last one', { from: 9 }, [9]],
    ['from beyond the end', { from: 10 }, []],
    ['more than there are', { limit: 1000 }, [0, 1, 2, 3, 4, 5, 6, 7, 8, 9]],
    ['backwards', { direction: 'backwards' }, [9, 8, 7, 6, 5, 4, 3, 2, 1, 0]],
    ['the last two', { direction: 'backwards', limit: 2 }, [9, 8]],
    ['backwards from the middle', { direction: 'backwards', from: 2 }, [2, 1, 0]],
    ['a few backwards', { direction: 'backwards', from: 6, limit: 2 }, [6, 5]],
    ['backwards from beyond the end', { direction: 'backwards', from: 99, limit: 1 }, [9]],
    ['backwards from the first', { direction: 'backwards', from: 0 }, [0]],
  ];

  it('reads any part, either way', async () => {
    const { stream } = await tenEvents();
    const read = await Promise.all(cases.map(([, part]) => revisionsOf(stream, part)));
    expect(cases.map(([name], index) => [name, read[index]])).toEqual(
      cases.map(([name, , revisions]) => [name, revisions]),
    );
  });

  it('refuses a limit that lets nothing through', async () => {
    await expect(log.store().readStream(newName(), { limit: 0 })).rejects.toThrow(RangeError);
    await expect(log.store().readStream(newName(), { limit: 1.5 })).rejects.toThrow(RangeError);
  });

  it('sees what it has just been told is recorded, on every handle', async () => {
    const other = await log.another();
    const stream = newName();
    for (let revision = 0; revision < 20; revision += 1) {
      await put(log.store(), appending(stream, revision === 0 ? 'no-stream' : revision - 1));
      expect(await other.readStream(stream)).toHaveLength(revision + 1);
    }
  });

  it('reads the same after the log was opened again', async () => {
    const stream = newName();
    const before = await log.another();
    await put(before, appending(stream, 'no-stream', newEvents(4)));
    const events = await before.readStream(stream);
    await before.close();
    expect(await (await log.another()).readStream(stream)).toEqual(events);
  });
};
