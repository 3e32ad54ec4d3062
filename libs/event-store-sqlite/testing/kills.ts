import { join } from 'node:path';
import { startProgram, typescriptProgram } from '#libs/event-sourcing/testing';
import type { EventStore } from '#libs/event-sourcing';
import { fileProblems, openSqliteEventStore } from '../index.js';
import { LOAD_WRITERS, loadAppend, loadId, loadStream } from './load.js';

/** Per writer, how many appends it was told are recorded. */
type Acknowledged = readonly number[];

const program = typescriptProgram(join(import.meta.dirname, 'load.program.ts'));

const killedUnderLoad = async (
  path: string,
  round: number,
  enough: number,
): Promise<Acknowledged> => {
  const [node, ...args] = program;
  const acknowledged = Array.from({ length: LOAD_WRITERS }, () => 0);
  let heard = 0;
  const { child, ended } = startProgram([node, ...args, path, `${round}`], (line) => {
    const [writer, turn] = line.split(' ').map(Number);
    acknowledged[writer ?? 0] = (turn ?? 0) + 1;
    heard += 1;
    if (heard === enough) child.kill('SIGKILL');
  });
  const { errors } = await ended;
  if (errors !== '') throw new Error(errors);
  return acknowledged;
};

const assertAllThere = async (
  store: EventStore,
  round: number,
  acknowledged: Acknowledged,
): Promise<void> => {
  for (const [writer, count] of acknowledged.entries()) {
    const there = await store.readStream(loadStream({ round, writer }));
    const ids = there.map(({ id }) => id);
    expect(ids.length).toBeGreaterThanOrEqual(count);
    expect(ids).toEqual(ids.map((_, turn) => loadId({ round, writer, turn })));
    // The one append it may have had in doubt: sent again, it is there once.
    const again = await store.append(loadAppend({ round, writer, turn: count }));
    expect(again).toMatchObject({ outcome: 'appended', repeated: ids.length > count });
    expect(await store.readStream(loadStream({ round, writer }), { from: count })).toHaveLength(1);
  }
};

/** Kills a process under load so many times, and looks each time. How much was acknowledged in all. */
export const surviveKills = async (path: string, kills: number): Promise<number> => {
  let total = 0;
  for (let round = 0; round < kills; round += 1) {
    // No two rounds are alike. Where in the writing it falls is chance: the child does not wait.
    const acknowledged = await killedUnderLoad(path, round, 100 + ((round * 37) % 401));
    const store = openSqliteEventStore({ path });
    await assertAllThere(store, round, acknowledged);
    await store.close();
    total += acknowledged.reduce((sum, count) => sum + count, 0);
  }
  expect(fileProblems(path)).toEqual([]);
  return total;
};
