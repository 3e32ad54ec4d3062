/** Enough rows under way that many of them share one write to disk. */
export const AT_ONCE = 64;

/**
 * Does `work` for everything that comes, so many side by side. When one fails, what is under way is
 * finished, nothing more is begun, and the failure is thrown.
 */
export const sideBySide = async <T>(
  things: AsyncIterable<T>,
  work: (thing: T) => Promise<void>,
  atOnce = AT_ONCE,
): Promise<void> => {
  const running = new Set<Promise<void>>();
  const failures: unknown[] = [];
  for await (const thing of things) {
    const run: Promise<void> = work(thing)
      .catch((error: unknown) => void failures.push(error))
      .finally(() => running.delete(run));
    running.add(run);
    if (running.size >= atOnce) await Promise.race(running);
    if (failures.length > 0) break;
  }
  await Promise.all(running);
  if (failures.length > 0) throw failures[0];
};
