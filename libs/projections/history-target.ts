import type { Event } from '#libs/event-sourcing';
import { createAppendJoiner, isAfter, type StreamAppend } from './appends.js';
import {
  moveCheckpoint,
  park,
  readCheckpoint,
  readParked,
  unpark,
  type Db,
  type Parked,
} from './database.js';
import { createHistoryChanges } from './history-changes.js';
import type { HistoryProjection } from './projection.js';
import { forwarded, type Target, type TargetOf } from './target.js';

/** Feeds tables with history, append by append: what a reader of the log sees change by change. */
export const createHistoryTarget = <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source, database }: TargetOf<E>,
): Target => {
  const { changesBy, forget } = createHistoryChanges(projection, source);

  /** What is remembered is ahead of what is stored when the work was not done. */
  const stored = async (work: (db: Db) => Promise<boolean>): Promise<boolean> => {
    let done = false;
    try {
      done = await database.writer.transaction().execute(work);
      return done;
    } finally {
      if (!done) forget();
    }
  };

  const apply: Target['apply'] = async (appends, from) => {
    const waiting = new Set((await readParked(database.writer)).map(({ stream }) => stream));
    const { changes, parked } = await changesBy(appends.appends, waiting);
    const to = forwarded(from, appends);
    const moved = await stored(async (db) => {
      if (!(await moveCheckpoint(db, from.position, to))) return false;
      await changes.write(db);
      for (const one of parked) await park(db, one);
      return true;
    });
    return moved ? to : 'moved-on';
  };

  const missed = async ({ stream, revision }: Parked): Promise<readonly StreamAppend[]> => {
    const { position: upTo } = await readCheckpoint(database.writer);
    const read = await source.store.readStream(stream, { from: revision });
    const events = read.filter(({ position }) => !isAfter(position, upTo));
    return createAppendJoiner('start').take({ events, upTo, caughtUp: true }).appends;
  };

  const retry: Target['retry'] = async (stream) => {
    const waiting = (await readParked(database.writer)).find((one) => one.stream === stream);
    if (waiting === undefined) return true;
    const { changes, parked } = await changesBy(await missed(waiting), new Set());
    await stored(async (db) => {
      await changes.write(db);
      await unpark(db, stream);
      for (const one of parked) await park(db, one);
      return true;
    });
    return parked.length === 0;
  };

  return { apply, retry };
};
