import type { Kysely } from 'kysely';
import type { Event, Position } from '#libs/event-sourcing';
import { isAfter } from './appends.js';
import type { BuildReport } from './build.js';
import { checkTables, type CheckReport } from './check-tables.js';
import { readCheckpoint, readParked, type BookkeepingTables } from './database.js';
import { createFeeding, type Feeding } from './feeding.js';
import { persistently } from './follower.js';
import { POLL_EVERY_MS, type ProjectionOptions } from './options.js';
import { reasonOf } from './parking.js';
import { statusOf, type ProjectionStatus } from './projection-status.js';
import type { RebuildOptions } from './rebuilding.js';
import type { Share } from './shares.js';

/** There are no tables of this version yet: `start` builds them. */
export class NotBuiltYet extends Error {
  override readonly name = 'NotBuiltYet';
  constructor(name: string) {
    super(`The tables of ${name} are being built for the first time. Ask again in a while.`);
  }
}

/** A set of tables with a life of its own: fed from the log, waited for, rebuilt, asked. */
export type OpenedProjection = Readonly<{
  /** Builds what is missing, then follows the log until `stop`. */
  start: () => void;
  /** Ends after the batch at hand; everything stored can be carried on from. */
  stop: () => Promise<void>;
  /** For queries of its tables as they stand at this moment. @throws NotBuiltYet */
  reader: <DB extends Tables>() => Promise<Kysely<BookkeepingTables & DB>>;
  /**
   * Read your writes: resolves when what was appended at `position` is in the tables. Rejects on a
   * position that the store never gave out.
   */
  waitFor: (position: Position | 'start', timeoutMs: number) => Promise<'reached' | 'not-yet'>;
  status: () => Promise<ProjectionStatus>;
  /** Builds the tables anew beside those in use, and puts them in their place when caught up. */
  rebuild: (how?: RebuildOptions) => Promise<BuildReport>;
  /** Are the stored rows those that the log gives? Of all streams, or of a share of them. */
  check: (sample?: Share) => Promise<CheckReport>;
  /** Tries parked streams again (or one); how many are still parked. */
  retryParked: (stream?: string) => Promise<number>;
  /** Stops and lets go of the files. */
  close: () => Promise<void>;
}>;

type Tables = Record<string, Record<string, unknown>>;

export const openProjection = <S, E extends Event>(
  options: ProjectionOptions<S, E>,
): OpenedProjection => {
  const { projection, source } = options;
  const feeding = createFeeding(options);
  const running = runningOf(feeding);

  const current = async () => {
    const fed = await feeding.current();
    if (!fed) throw new NotBuiltYet(projection.name);
    return fed;
  };

  return {
    start: running.start,
    stop: running.stop,
    reader: async <DB extends Tables>() =>
      (await current()).database.reader.withTables<DB>() as Kysely<BookkeepingTables & DB>,
    waitFor: (position, timeoutMs) => reached(options, feeding, { position, timeoutMs }),
    status: () => statusOf(options, feeding, running.now()),
    rebuild: (how = {}) => feeding.rebuild(how),
    check: async (sample) => {
      const { reader } = (await current()).database;
      return checkTables(projection, { source, reader }, sample);
    },
    retryParked: async (stream) => {
      const { database, target } = await current();
      for (const one of await readParked(database.reader))
        if (stream === undefined || one.stream === stream)
          await feeding.inTurn(() => target.retry(one.stream));
      feeding.news.tell();
      return (await readParked(database.reader)).length;
    },
    close: async () => {
      await running.stop();
      await feeding.close();
    },
  };
};

const runningOf = (feeding: Feeding) => {
  let running: Readonly<{ stop: AbortController; ended: Promise<void> }> | undefined;
  let failure: string | undefined;
  const going = (): void => {
    failure = undefined;
  };
  return {
    start: (): void => {
      if (running) return;
      const stop = new AbortController();
      const feed = (): Promise<void> => feeding.feed(stop.signal, going);
      const ended = persistently(feed, stop.signal, (error) => {
        failure = reasonOf(error);
      });
      running = { stop, ended };
    },
    stop: async (): Promise<void> => {
      const was = running;
      running = undefined;
      was?.stop.abort();
      await was?.ended;
    },
    now: () => ({ isRunning: running !== undefined, failure }),
  };
};

const reached = async <S, E extends Event>(
  { source: { store }, pollEveryMs = POLL_EVERY_MS }: ProjectionOptions<S, E>,
  feeding: Feeding,
  { position, timeoutMs }: Readonly<{ position: Position | 'start'; timeoutMs: number }>,
): Promise<'reached' | 'not-yet'> => {
  const deadline = performance.now() + timeoutMs;
  // Text order means something among positions of one store only; the store knows its own.
  if (position !== 'start') await store.readAll({ after: position, limit: 1 });
  for (;;) {
    const reader = (await feeding.current())?.database.reader;
    if (reader && !isAfter(position, (await readCheckpoint(reader)).position)) return 'reached';
    const left = deadline - performance.now();
    if (left <= 0) return 'not-yet';
    await feeding.news.wait(Math.min(left, pollEveryMs));
  }
};
