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
  /** Told how many commands went into a transaction. */
  onCommitted: (commands: number) => void,
): GroupCommit<Asked, Verdict> => {
  const queue: Waiting<Asked, Verdict>[] = [];
  const whenIdle: (() => void)[] = [];
  let scheduled = false;
  let busySince: number | undefined;

  const drain = (): void => {
    const begun = tryToBegin(transaction);
    if (begun === 'busy' && hasPatience()) {
      setTimeout(drain, BUSY_PAUSE_MS);
      return;
    }
    busySince = undefined;
    if (begun === 'begun') {
      const batch = queue.splice(0, MOST_AT_ONCE);
      if (carryOut(transaction, batch)) onCommitted(batch.length);
    } else rejectAll(queue.splice(0), begun);
    goOn();
  };

  const hasPatience = (): boolean => {
    busySince ??= performance.now();
    return performance.now() - busySince < BUSY_PATIENCE_MS;
  };

  const goOn = (): void => {
    scheduled = queue.length > 0;
    if (scheduled) setImmediate(drain);
    else for (const resolve of whenIdle.splice(0)) resolve();
  };

  return {
    submit: (asked) =>
      new Promise((resolve, reject) => {
        queue.push({ asked, resolve, reject });
        if (scheduled) return;
        scheduled = true;
        setImmediate(drain);
      }),
    idle: () => (scheduled ? new Promise((resolve) => whenIdle.push(resolve)) : Promise.resolve()),
  };
};

const tryToBegin = (transaction: Transaction<never, unknown>): unknown => {
  try {
    transaction.begin();
    return 'begun';
  } catch (error) {
    if (isBusy(error)) return 'busy';
    transaction.abandon();
    return error;
  }
};

const carryOut = <Asked, Verdict>(
  transaction: Transaction<Asked, Verdict>,
  batch: readonly Waiting<Asked, Verdict>[],
): boolean => {
  const verdicts: Verdict[] = [];
  try {
    for (const { asked } of batch) verdicts.push(transaction.apply(asked));
    transaction.commit();
  } catch (error) {
    transaction.abandon();
    rejectAll(batch, error);
    return false;
  }
  verdicts.forEach((verdict, index) => batch[index]?.resolve(verdict));
  return true;
};

const rejectAll = (
  batch: readonly Pick<Waiting<never, never>, 'reject'>[],
  cause: unknown,
): void => {
  for (const { reject } of batch)
    reject(
      new OutcomeUnknown(
        'The event store could not confirm the append: it may or may not have been recorded. Send ' +
          'the same command again; if it was recorded, that is found and nothing is recorded twice.',
        { cause },
      ),
    );
};
