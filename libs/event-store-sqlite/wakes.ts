/**
 * Tells waiting readers that there may be more to read: at once after a commit of this process, and
 * by looking every so often for commits of others.
 */
export type Wakes = Readonly<{
  /** How often there was news. Ask before reading. */
  count: () => number;
  /** Resolves when there has been news since `count`, or the signal aborts, or at the end. */
  since: (count: number, signal: AbortSignal) => Promise<void>;
  wake: () => void;
  end: () => void;
}>;

export const createWakes = (version: () => unknown, everyMs: number): Wakes => {
  let news = 0;
  let ended = false;
  let seen = version();
  let timer: NodeJS.Timeout | undefined;
  const waiting = new Set<() => void>();

  const wake = (): void => {
    news += 1;
    for (const resolve of waiting) resolve();
  };

  const look = (): void => {
    timer = undefined;
    const now = version();
    if (now !== seen) wake();
    seen = now;
    lookAgain();
  };

  const lookAgain = (): void => {
    if (waiting.size > 0) timer ??= setTimeout(look, everyMs);
  };

  const stopLooking = (): void => {
    clearTimeout(timer);
    timer = undefined;
  };

  const since = async (count: number, signal: AbortSignal): Promise<void> => {
    if (news > count || signal.aborted || ended) return;
    let resolve = (): void => undefined;
    const told = new Promise<void>((tell) => (resolve = tell));
    waiting.add(resolve);
    signal.addEventListener('abort', resolve);
    lookAgain();
    await told;
    signal.removeEventListener('abort', resolve);
    waiting.delete(resolve);
    if (waiting.size === 0) stopLooking();
  };

  const end = (): void => {
    ended = true;
    stopLooking();
    wake();
  };

  return { count: () => news, since, wake, end };
};
