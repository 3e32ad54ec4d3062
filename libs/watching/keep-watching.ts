import type { Watcher, WatchReport } from './watcher.js';

export type KeepWatchingOptions = Readonly<{
  everyMs: number;
  onPass?: (report: WatchReport) => void;
  /** A pass that failed is told of, and the next one begins at its time. */
  onFailure: (error: unknown) => void;
}>;

/** One pass now, and one each time that the time is up. Stopping waits for the journey under way. */
export const keepWatching = (
  { pass }: Pick<Watcher, 'pass'>,
  { everyMs, onPass, onFailure }: KeepWatchingOptions,
): Readonly<{ stop: () => Promise<void> }> => {
  const stopping = new AbortController();
  let timer: NodeJS.Timeout | undefined;

  const turn = async (): Promise<void> => {
    try {
      const report = await pass(stopping.signal);
      if (!stopping.signal.aborted) onPass?.(report);
    } catch (error) {
      onFailure(error);
    }
    if (stopping.signal.aborted) return;
    timer = setTimeout(() => {
      underWay = turn();
    }, everyMs);
  };
  let underWay = turn();

  return {
    stop: async () => {
      stopping.abort();
      clearTimeout(timer);
      await underWay;
    },
  };
};
