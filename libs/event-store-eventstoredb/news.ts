import { setTimeout as pause } from 'node:timers/promises';
import type { Calls } from './calls.js';
import type { Place } from './places.js';

/** Tells waiting readers that there may be more to read. */
export type News = Readonly<{
  /** How often there was news. Ask before reading. */
  count: () => number;
  /** Resolves when there has been news since `count`, or the signal aborts. */
  since: (count: number, signal: AbortSignal) => Promise<void>;
  tell: () => void;
}>;

export type NewsParts = Readonly<{
  calls: Calls;
  /** From where to listen. */
  seen: () => Promise<Place>;
  /** At the latest so often, even when the server says nothing: a silence may be a dead line. */
  pollEveryMs: number;
  ended: AbortSignal;
}>;

const RECONNECT_MS = 100;

/**
 * Listens to the server for as long as somebody waits. What it hears is not passed on: a reader
 * reads for itself, from where it stands, so that nothing depends on a line that may break.
 */
export const createNews = ({ calls, seen, pollEveryMs, ended }: NewsParts): News => {
  let news = 0;
  let waiting = new Set<() => void>();
  let listening: AbortController | undefined;

  const tell = (): void => {
    news += 1;
    const told = waiting;
    waiting = new Set();
    for (const resolve of told) resolve();
  };

  const listen = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      try {
        const after = await seen();
        for await (const _ of calls.follow({ after, prefixes: [''], signal })) tell();
      } catch {
        // Whoever reads hears of it; here it is enough to listen again.
      }
      tell();
      await pause(RECONNECT_MS, undefined, { signal }).catch(() => undefined);
    }
  };

  const begin = (): void => {
    if (listening) return;
    listening = new AbortController();
    const { signal } = listening;
    void listen(AbortSignal.any([signal, ended]));
  };

  const stopWhenUnheard = (): void => {
    readers -= 1;
    if (readers > 0) return;
    listening?.abort();
    listening = undefined;
  };

  let readers = 0;

  const since = async (count: number, signal: AbortSignal): Promise<void> => {
    if (news > count || signal.aborted) return;
    readers += 1;
    begin();
    const done = new AbortController();
    await Promise.race([
      new Promise<void>((resolve) => waiting.add(resolve)),
      pause(pollEveryMs, undefined, { signal: AbortSignal.any([signal, done.signal]) }).catch(
        () => undefined,
      ),
    ]);
    done.abort();
    stopWhenUnheard();
  };

  return { count: () => news, since, tell };
};
