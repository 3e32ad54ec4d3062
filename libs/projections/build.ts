import type { Event, Position } from '#libs/event-sourcing';
import { createIndexes, moveCheckpoint, park } from './database.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import { rebuildPart, type PartReport } from './rebuild-part.js';
import { startHelper, type Helper, type RebuildWorker } from './rebuild-worker.js';
import { createSharedWork, takingFrom } from './shared-work.js';
import {
  createSqliteGeneration,
  finishSqliteGeneration,
  openSqliteBulkLoad,
} from './sqlite-database.js';
import { streamsIn } from './streams-in-log.js';
import type { Source } from './target.js';

export type BuildProgress = Readonly<{
  phase: 'reading' | 'indexing' | 'catching up';
  /** Events that are in rows, of `total` where that is known. */
  events: number;
  total: number | undefined;
  eventsPerSecond: number;
  secondsLeft: number | undefined;
}>;

export type BuildOptions = Readonly<{
  onProgress?: ((progress: BuildProgress) => void) | undefined;
  signal?: AbortSignal | undefined;
  /** Events in the log, as far as it is known: for progress. */
  expectedEvents?: number | undefined;
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
}>;

export type BuildReport = Readonly<{
  events: number;
  streams: number;
  rows: number;
  threads: number;
  parked: number;
  seconds: number;
}>;

/** Fills a new generation with everything up to the head of the log, by one thread or two. */
export const buildGeneration = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  to: To<E>,
  options: BuildOptions,
): Promise<BuildReport> => {
  const { now, signal } = options;
  const began = now();
  const tables = tablesOf(projection);
  const upTo = await to.source.store.head();
  const { parked, ...sum } = await built(projection, to, { ...options, upTo });
  progressOf(options, began)('indexing', sum.handled);
  await finishSqliteGeneration(to.file, async (db) => {
    await createIndexes(db, tables, 'history');
    await moveCheckpoint(db, 'start', { position: upTo, events: sum.events });
    for (const one of parked) await park(db, one);
  });
  signal?.throwIfAborted();
  return {
    ...{ events: sum.events, streams: sum.streams, rows: sum.rows },
    ...{ threads: sum.threads, parked: parked.length },
    seconds: (now() - began) / 1000,
  };
};

type To<E extends Event> = Readonly<{
  source: Source<E>;
  file: string;
  worker?: RebuildWorker | undefined;
}>;

type Built = PartReport & Readonly<{ events: number; threads: number }>;

const built = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source, file, worker }: To<E>,
  options: BuildOptions & Readonly<{ upTo: Position | 'start' }>,
): Promise<Built> => {
  const { upTo, signal, now } = options;
  const { prefix } = projection;
  const tables = tablesOf(projection);
  const [work, partFile] = [createSharedWork(), `${file}.part1`];
  const tell = progressOfParts(options, now());
  await createSqliteGeneration(file, tables, 'history');
  let helper: Helper | undefined;
  // It takes a while to start: it is called as soon as it is known to be worth it.
  const callHelper = async (seen: number): Promise<void> => {
    if (!worker || helper || seen < (worker.fromEvents ?? FROM_EVENTS)) return;
    await createSqliteGeneration(partFile, tables, 'history');
    helper = startHelper(worker, { file: partFile, upTo, work }, tell(1));
  };
  const load = openSqliteBulkLoad(file, tables, 'history');
  try {
    const { streams, events } = await streamsIn(source.store, { prefix, upTo, signal }, callHelper);
    helper?.begin(streams);
    const mine = { upTo, next: takingFrom(streams, work), signal, onHandled: tell(0) };
    const own = await rebuildPart(projection, { source, load }, mine);
    const other = await helper?.report();
    if (other) load.takeOver(partFile);
    return { ...(other ? added(own, other) : own), events, threads: other ? 2 : 1 };
  } finally {
    helper?.stop();
    load.close();
  }
};

const FROM_EVENTS = 20_000;

const added = (a: PartReport, b: PartReport): PartReport => ({
  handled: a.handled + b.handled,
  streams: a.streams + b.streams,
  rows: a.rows + b.rows,
  parked: [...a.parked, ...b.parked],
});

const progressOfParts = (options: BuildOptions, began: number) => {
  const handled: number[] = [];
  const tell = progressOf(options, began);
  return (part: number) =>
    (events: number): void => {
      handled[part] = events;
      tell(
        'reading',
        handled.reduce((sum, one) => sum + one, 0),
      );
    };
};

export const progressOf =
  ({ onProgress, expectedEvents: total, now }: BuildOptions, began: number) =>
  (phase: BuildProgress['phase'], events: number): void => {
    if (!onProgress) return;
    const seconds = Math.max(now() - began, 1) / 1000;
    const eventsPerSecond = Math.round(events / seconds);
    const left = total === undefined ? undefined : Math.max(total - events, 0);
    const secondsLeft =
      left === undefined || eventsPerSecond === 0 ? undefined : Math.ceil(left / eventsPerSecond);
    onProgress({ phase, events, total, eventsPerSecond, secondsLeft });
  };
