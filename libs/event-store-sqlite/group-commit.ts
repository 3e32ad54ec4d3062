import { OutcomeUnknown } from '#libs/event-sourcing';
import { isBusy } from './connection.js';

/** One transaction on the log. `begin` throws SQLITE_BUSY when another process has the lock. */
export type Transaction<Asked, Verdict> = Readonly<{
  begin: () => void;
  apply: (asked: Asked) => Verdict;
  commit: () => void;
  /** Ends what `begin` began, whatever became of it, and forgets what was known of the log. */
  abandon: () => void;
}>;

export type GroupCommit<Asked, Verdict> = Readonly<{
  submit: (asked: Asked) => Promise<Verdict>;
  /** Resolves when everything submitted before has its verdict. */
  idle: () => Promise<void>;
}>;

type Waiting<Asked, Verdict> = Readonly<{
  asked: Asked;
  resolve: (verdict: Verdict) => void;
  reject: (reason: Error) => void;
}>;

/** Bounds how long one transaction keeps everything else waiting. */
const MOST_AT_ONCE = 512;
const BUSY_PAUSE_MS = 2;
const BUSY_PATIENCE_MS = 10_000;

/**
 * Many commands, one transaction, one fsync. Nobody hears a verdict, a refusal included, before the
 * transaction that it rests on has been committed; when anything in it fails, all of them hear that
 * the outcome is unknown.
 */
export const createGroupCommit = <Asked, Verdict>(
  transaction: Transaction<Asked, Verdict>,
  onCommitted: () => void,
): GroupCommit<Asked, Verdict> => {
  let queue: Waiting<Asked, Verdict>[] = [];
  let scheduled = false;
  let busySince: number | undefined;
  let whenIdle: (() => void)[] = [];

  const schedule = (): void => {
    if (scheduled) return;
    scheduled = true;
    setImmediate(drain);
  };

  const drain = (): void => {
    scheduled = false;
    try {
      transaction.begin();
      busySince = undefined;
    } catch (error) {
      return notBegun(error);
    }
    const batch = queue.splice(0, MOST_AT_ONCE);
    settle(batch, run(batch));
    goOn();
  };

  const notBegun = (error: unknown): void => {
    busySince ??= performance.now();
    if (isBusy(error) && performance.now() - busySince < BUSY_PATIENCE_MS) {
      scheduled = true;
      setTimeout(drain, BUSY_PAUSE_MS);
      return;
    }
    busySince = undefined;
    transaction.abandon();
    settle(queue.splice(0), error);
    goOn();
  };

  const run = (batch: readonly Waiting<Asked, Verdict>[]): readonly Verdict[] | Error => {
    try {
      const verdicts = batch.map(({ asked }) => transaction.apply(asked));
      transaction.commit();
      return verdicts;
    } catch (error) {
      transaction.abandon();
      return error instanceof Error ? error : new Error(String(error));
    }
  };

  const settle = (batch: readonly Waiting<Asked, Verdict>[], result: unknown): void => {
    if (!Array.isArray(result)) {
      for (const { reject } of batch) reject(unknownBecause(result));
      return;
    }
    const verdicts: readonly Verdict[] = result;
    verdicts.forEach((verdict, index) => batch[index]?.resolve(verdict));
    onCommitted();
  };

  const goOn = (): void => {
    if (queue.length > 0) return schedule();
    const waiting = whenIdle;
    whenIdle = [];
    for (const resolve of waiting) resolve();
  };

  return {
    submit: (asked) =>
      new Promise((resolve, reject) => {
        queue.push({ asked, resolve, reject });
        schedule();
      }),
    idle: () =>
      queue.length === 0 && !scheduled
        ? Promise.resolve()
        : new Promise((resolve) => whenIdle.push(resolve)),
  };
};

const unknownBecause = (cause: unknown): OutcomeUnknown =>
  new OutcomeUnknown(
    'The event store could not confirm the append: it may or may not have been recorded. Send the ' +
      'same command again; if it was recorded, that is found and nothing is recorded twice.',
    { cause },
  );
