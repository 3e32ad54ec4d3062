/** Lets others know that something has come about, and waits for it. */
export type News = Readonly<{
  tell: () => void;
  /** Resolves at the next news, or after so many milliseconds at the latest. */
  wait: (atMostMs: number) => Promise<void>;
}>;

export const createNews = (): News => {
  const waiting = new Set<() => void>();
  return {
    tell: () => {
      for (const resolve of [...waiting]) resolve();
    },
    wait: (atMostMs) =>
      new Promise((resolve) => {
        const done = (): void => {
          clearTimeout(timer);
          waiting.delete(done);
          resolve();
        };
        const timer = setTimeout(done, atMostMs);
        waiting.add(done);
      }),
  };
};

/** One after the other, in the order of asking, whatever becomes of the one before. */
export const createQueue = () => {
  let last: Promise<unknown> = Promise.resolve();
  return <T>(work: () => Promise<T>): Promise<T> => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
};

/** Resolves early when the signal aborts. */
export const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) return resolve();
    const done = (): void => {
      clearTimeout(timer);
      signal.removeEventListener('abort', done);
      resolve();
    };
    const timer = setTimeout(done, ms);
    signal.addEventListener('abort', done);
  });

/** Asks for the next one while the one before is being worked on. */
export async function* readAhead<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  const iterator = source[Symbol.asyncIterator]();
  let next = iterator.next();
  try {
    for (;;) {
      const { done, value } = await next;
      if (done) return;
      next = iterator.next();
      // Whoever stops early never looks at it.
      next.catch(() => undefined);
      yield value;
    }
  } finally {
    void iterator.return?.()?.catch(() => undefined);
  }
}

/** How many a second, over the last while. */
export const createRate = (now: () => number, overMs = 10_000) => {
  let counted: { at: number; count: number }[] = [];
  return {
    add: (count: number): void => {
      counted.push({ at: now(), count });
    },
    perSecond: (): number => {
      const since = now() - overMs;
      counted = counted.filter(({ at }) => at >= since);
      const sum = counted.reduce((total, { count }) => total + count, 0);
      return Math.round((sum * 1000) / overMs);
    },
  };
};
