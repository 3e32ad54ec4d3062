import type { Event } from '#libs/event-sourcing';
import type { BuildProgress, BuildReport } from './build.js';
import { follow } from './follower.js';
import { createGenerationInUse } from './generation-in-use.js';
import { openGenerations } from './generations.js';
import { POLL_EVERY_MS, type ProjectionOptions } from './options.js';
import { rebuildBeside, type RebuildOptions } from './rebuilding.js';
import { createNews, createQueue, createRate } from './waiting.js';

/** Keeps the generation in use fed from the log, and builds new ones. */
export const createFeeding = <S, E extends Event>(options: ProjectionOptions<S, E>) => {
  const { folder, source, projection, pollEveryMs = POLL_EVERY_MS } = options;
  const generations = openGenerations(folder);
  const inUse = createGenerationInUse(options, generations);
  const inTurn = createQueue();
  const news = createNews();
  const rate = createRate(() => performance.now());
  let building: BuildProgress | undefined;
  let live = false;

  const rebuild = async (how: RebuildOptions): Promise<BuildReport> => {
    const onProgress = (progress: BuildProgress): void => {
      building = progress;
      how.onProgress?.(progress);
    };
    try {
      return await rebuildBeside(options, { generations, inUse, inTurn }, { ...how, onProgress });
    } finally {
      building = undefined;
      news.tell();
    }
  };

  /** Until the signal aborts, or another generation takes the place of this one. */
  const feed = async (signal: AbortSignal, onGoing: () => void): Promise<void> => {
    if (!(await inUse.current())) await rebuild({ signal });
    const fed = await inUse.current();
    if (!fed || signal.aborted) return;
    const onApplied = (events: number, caughtUp: boolean): void => {
      rate.add(events);
      live = caughtUp;
      onGoing();
      news.tell();
    };
    const ports = { store: source.store, prefix: projection.prefix, inTurn, onApplied };
    const watch = setInterval(() => void inUse.current().catch(() => undefined), pollEveryMs);
    try {
      await follow(ports, fed, { signal: AbortSignal.any([signal, inUse.replaced()]) });
    } finally {
      clearInterval(watch);
      live = false;
    }
  };

  const close = async (): Promise<void> => {
    await inUse.close();
    generations.close();
  };

  return {
    ...{ current: inUse.current, feed, rebuild, close, inTurn, news, rate },
    building: () => building,
    isLive: () => live,
  };
};

export type Feeding = ReturnType<typeof createFeeding>;
