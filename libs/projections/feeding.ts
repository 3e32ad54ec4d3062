import type { Event } from '#libs/event-sourcing';
import { isAfter } from './appends.js';
import { buildGeneration, progressOf, type BuildProgress, type BuildReport } from './build.js';
import { createIndexes, readCheckpoint } from './database.js';
import { follow, type Fed } from './follower.js';
import { openGenerations, type Generation } from './generations.js';
import { createHistoryTarget } from './history-target.js';
import { createKeyedTarget } from './keyed-target.js';
import type { ProjectionOptions } from './options.js';
import { tablesOf } from './projection.js';
import { RebuildCancelled } from './rebuild-part.js';
import {
  createSqliteGeneration,
  finishSqliteGeneration,
  openSqliteDatabase,
} from './sqlite-database.js';
import { createNews, createQueue, createRate } from './waiting.js';

export type RebuildOptions = Readonly<{
  onProgress?: ((progress: BuildProgress) => void) | undefined;
  /** Aborting leaves what is in use as it is. */
  signal?: AbortSignal | undefined;
  /** One thread, even where a second one could help. */
  alone?: boolean | undefined;
}>;

type Opened = Fed & Readonly<{ generation: Generation }>;

const now = (): number => performance.now();

/** The generation in use and those being built: opened, fed, swapped. */
export const createFeeding = <S, E extends Event>(options: ProjectionOptions<S, E>) => {
  const { folder, source, projection, pollEveryMs = 250 } = options;
  const generations = openGenerations(folder);
  const tables = tablesOf(projection);
  const inTurn = createQueue();
  const opening = createQueue();
  const news = createNews();
  const rate = createRate(now);
  const outgrown: Opened[] = [];
  let opened: Opened | undefined;
  let replaced = new AbortController();
  let building: BuildProgress | undefined;
  let live = false;

  const openGeneration = (generation: Generation): Opened => {
    const database = openSqliteDatabase(generation.file);
    const to = { source, database };
    const target =
      projection.kind === 'keyed'
        ? createKeyedTarget(projection, to)
        : createHistoryTarget(projection, to);
    return { generation, database, target };
  };

  /** The generation in use; another one as soon as some process has put it in its place. */
  const current = (): Promise<Opened | undefined> => {
    const active = generations.active(projection);
    if (opened && opened.generation.no === active?.no) return Promise.resolve(opened);
    return opening(async () => {
      const generation = generations.active(projection);
      if (!generation || opened?.generation.no === generation.no) return opened;
      // Somebody may still be reading from the one before.
      if (opened) outgrown.push(opened);
      opened = openGeneration(generation);
      live = false;
      replaced.abort();
      replaced = new AbortController();
      return opened;
    });
  };

  const feed = async (signal: AbortSignal, onGoing: () => void): Promise<void> => {
    if (!(await current())) await rebuild({ signal });
    const fed = await current();
    if (!fed || signal.aborted) return;
    const watch = setInterval(() => void current().catch(() => undefined), pollEveryMs);
    try {
      await follow({ store: source.store, prefix: projection.prefix, inTurn, onApplied }, fed, {
        signal: AbortSignal.any([signal, replaced.signal]),
      });
    } finally {
      clearInterval(watch);
      live = false;
    }

    function onApplied(_to: unknown, events: number, caughtUp: boolean): void {
      rate.add(events);
      live = caughtUp;
      onGoing();
      news.tell();
    }
  };

  const fill = async (
    { file }: Generation,
    { signal, onProgress, alone }: RebuildOptions,
    expectedEvents: number | undefined,
  ): Promise<BuildReport> => {
    const { mostEventsHeld, worker } = options;
    const how = { signal, onProgress, expectedEvents, mostEventsHeld, now };
    if (projection.kind === 'history')
      return buildGeneration(projection, { source, file, worker: alone ? undefined : worker }, how);
    await createSqliteGeneration(file, tables, 'keyed');
    await finishSqliteGeneration(file, (db) => createIndexes(db, tables, 'keyed'));
    return { events: 0, streams: 0, rows: 0, passes: 1, threads: 1, parked: 0, seconds: 0 };
  };

  const rebuild = async (how: RebuildOptions): Promise<BuildReport> => {
    const began = now();
    const generation = generations.begin(projection);
    const expected = await eventsSoFar();
    const onProgress = (progress: BuildProgress): void => {
      building = progress;
      how.onProgress?.(progress);
    };
    const tell = progressOf({ onProgress, expectedEvents: expected, now }, began);
    let fresh: Opened | undefined;
    try {
      tell('reading', 0);
      const built = await fill(generation, { ...how, onProgress }, expected);
      fresh = openGeneration(generation);
      let { events } = await readCheckpoint(fresh.database.reader);
      await catchUp(fresh, how.signal, (more) => tell('catching up', (events += more)));
      return { ...built, events, seconds: (now() - began) / 1000 };
    } catch (error) {
      await fresh?.database.close();
      generations.abandon(generation);
      throw how.signal?.aborted ? new RebuildCancelled() : error;
    } finally {
      building = undefined;
    }
  };

  const eventsSoFar = async (): Promise<number | undefined> => {
    const fed = await current();
    return fed && (await readCheckpoint(fed.database.reader)).events;
  };

  const catchUp = async (
    fresh: Opened,
    asked: AbortSignal | undefined,
    onEvents: (events: number) => void,
  ): Promise<void> => {
    const signal = asked ?? new AbortController().signal;
    const ports = {
      store: source.store,
      prefix: projection.prefix,
      inTurn: createQueue(),
      onApplied: (_to: unknown, events: number) => onEvents(events),
    };
    let swapped = false;
    while (!swapped) {
      await follow(ports, fresh, { signal, untilCaughtUp: true });
      if (signal.aborted) throw new RebuildCancelled();
      swapped = await inTurn(() => swapIfNotBehind(fresh));
    }
  };

  /** Nobody who has read from the tables in use may find less in the new ones. */
  const swapIfNotBehind = async (fresh: Opened): Promise<boolean> => {
    const inUse = await current();
    const there = inUse && (await readCheckpoint(inUse.database.writer)).position;
    const here = (await readCheckpoint(fresh.database.writer)).position;
    if (there !== undefined && isAfter(there, here)) return false;
    await fresh.database.close();
    generations.activate(projection, fresh.generation);
    generations.sweep(projection, fresh.generation);
    await current();
    news.tell();
    return true;
  };

  const close = async (): Promise<void> => {
    for (const one of [...outgrown, ...(opened ? [opened] : [])]) await one.database.close();
    opened = undefined;
    generations.close();
  };

  return {
    ...{ current, feed, rebuild, close, inTurn, news, rate },
    building: () => building,
    isLive: () => live,
  };
};
