/**
 * Lets work on one subject go one after the other, and on different subjects side by side. What
 * other processes do meets at the log; what this one does need not fail there first.
 */
export const createTurns = () => {
  const last = new Map<string, Promise<unknown>>();

  return async <T>(subject: string, work: () => Promise<T>): Promise<T> => {
    const before = last.get(subject) ?? Promise.resolve();
    const mine = before.then(work, work);
    last.set(subject, mine);
    try {
      return await mine;
    } finally {
      if (last.get(subject) === mine) last.delete(subject);
    }
  };
};
