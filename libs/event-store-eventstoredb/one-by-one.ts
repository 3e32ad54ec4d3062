/**
 * Runs what concerns the same name one after the other, in the order asked for, and knows when all
 * is done. Two sendings of one append through one handle must not race: the later is the repeat.
 */
export const createOneByOne = () => {
  const lasts = new Map<string, Promise<unknown>>();

  const run = <T>(name: string, action: () => Promise<T>): Promise<T> => {
    const before = lasts.get(name) ?? Promise.resolve();
    const done = before.then(action, action);
    lasts.set(name, done);
    const forget = (): void => {
      if (lasts.get(name) === done) lasts.delete(name);
    };
    done.then(forget, forget);
    return done;
  };

  const idle = async (): Promise<void> => void (await Promise.allSettled(lasts.values()));

  return { run, idle };
};
