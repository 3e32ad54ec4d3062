import type { Event, Position } from '#libs/event-sourcing';
import { createIndexes, moveCheckpoint, park } from './database.js';
import { tablesOf, type HistoryProjection } from './projection.js';
import { rebuildPart, type PartProgress, type PartReport } from './rebuild-part.js';
import { startPart, type RebuildWorker, type StartedPart } from './rebuild-worker.js';
import {
  createSqliteGeneration,
  finishSqliteGeneration,
  openSqliteBulkLoad,
} from './sqlite-database.js';
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
  /** Events in the log, as far as it is known: for progress, and for how much to hold in memory. */
  expectedEvents?: number | undefined;
  mostEventsHeld?: number | undefined;
  /** Milliseconds of a clock that only goes forward. */
  now: () => number;
}>;

/** What was built. `passes` over the log were needed to hold no more events than allowed. */
export type BuildReport = Readonly<{
  events: number;
  streams: number;
  rows: number;
  passes: number;
  threads: number;
  parked: number;
  seconds: number;
}>;

const MOST_EVENTS_HELD = 250_000;

/** Fills a new generation with everything up to the head of the log, by one thread or two. */
export const buildGeneration = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  to: Readonly<{ source: Source<E>; file: string; worker?: RebuildWorker | undefined }>,
  options: BuildOptions,
): Promise<BuildReport> => {
  const { now, signal } = options;
  const began = now();
  const tables = tablesOf(projection);
  const upTo = await to.source.store.head();
  const reports = await builtInParts(projection, to, { ...options, upTo });
  const sum = added(reports);
  progressOf(options, began)('indexing', sum.handled);
  await finishSqliteGeneration(to.file, async (db) => {
    await createIndexes(db, tables, 'history');
    await moveCheckpoint(db, 'start', { position: upTo, events: sum.events });
    for (const one of sum.parked) await park(db, one);
  });
  signal?.throwIfAborted();
  return {
    ...{ events: sum.events, streams: sum.streams, rows: sum.rows, passes: sum.passes },
    ...{ threads: reports.length, parked: sum.parked.length },
    seconds: (now() - began) / 1000,
  };
};

type Parts = BuildOptions & Pick<Parameters<typeof rebuildPart>[2], 'upTo'>;

const builtInParts = async <S, E extends Event>(
  projection: HistoryProjection<S, E>,
  { source, file, worker }: Parameters<typeof buildGeneration<S, E>>[1],
  options: Parts,
): Promise<readonly PartReport[]> => {
  const { upTo, signal, expectedEvents, now } = options;
  const tables = tablesOf(projection);
  const partFile = `${file}.part1`;
  const helper =
    worker && (await isWorthIt(worker, source, projection.prefix)) ? worker : undefined;
  const of = helper ? 2 : 1;
  const mostEventsHeld = (options.mostEventsHeld ?? MOST_EVENTS_HELD) / of;
  const common = { upTo, mostEventsHeld, expectedEvents };
  const tell = progressOfParts(options, now());
  await createSqliteGeneration(file, tables, 'history');
  let other: StartedPart | undefined;
  if (helper) {
    await createSqliteGeneration(partFile, tables, 'history');
    const order = { ...common, file: partFile, share: { index: 1, of } };
    other = startPart(helper, order, tell(1));
    // Looked at below; here it must only not go unheard when our own part fails first.
    other.report.catch(() => undefined);
  }
  const load = openSqliteBulkLoad(file, tables, 'history');
  try {
    const share = { index: 0, of };
    const mine = { ...common, share, signal, onProgress: tell(0) };
    const reports = [await rebuildPart(projection, { source, load }, mine)];
    if (other) {
      reports.push(await other.report);
      load.takeOver(partFile);
    }
    return reports;
  } finally {
    other?.stop();
    load.close();
  }
};

const FROM_EVENTS = 20_000;
const PAGE = 1_000;

/** A thread takes a while to start: it must be worth it. */
const isWorthIt = async <E extends Event>(
  { fromEvents = FROM_EVENTS }: RebuildWorker,
  { store }: Source<E>,
  prefix: string,
): Promise<boolean> => {
  let after: Position | 'start' = 'start';
  for (let events = 0; events < fromEvents;) {
    const page = await store.readAll({ after, prefix, limit: PAGE });
    if (page.caughtUp) return events + page.events.length >= fromEvents;
    events += page.events.length;
    after = page.upTo;
  }
  return true;
};

const added = (reports: readonly PartReport[]): PartReport =>
  reports.reduce((a, b) => ({
    handled: a.handled + b.handled,
    events: Math.max(a.events, b.events),
    streams: a.streams + b.streams,
    rows: a.rows + b.rows,
    passes: Math.max(a.passes, b.passes),
    parked: [...a.parked, ...b.parked],
  }));

const progressOfParts = (options: BuildOptions, began: number) => {
  const handled: number[] = [];
  const tell = progressOf(options, began);
  return (part: number) =>
    (progress: PartProgress): void => {
      handled[part] = progress.handled;
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
