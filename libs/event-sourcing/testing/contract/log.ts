import type { EventStore } from '../../index.js';
import type { CommandLine } from '../child.js';

/** What an adapter hands to the contract: an open log, and two more ways to reach the same one. */
export type OpenedLog = Readonly<{
  store: EventStore;
  /** Another handle on the same log, as another part of the service would hold it. */
  another: () => Promise<EventStore>;
  /**
   * A program that opens the same log and calls `appendAsTold` with its last argument, on a store
   * of its own. It shows that two processes keep out of each other's way.
   */
  appender: CommandLine;
  /** Called after everything was closed. */
  remove: () => Promise<void>;
}>;

export type OpenLog = () => Promise<OpenedLog>;

/** Opens a log before each test and closes everything after it. */
export const aLogPerTest = (open: OpenLog) => {
  let log: OpenedLog | undefined;
  const opened: EventStore[] = [];
  const others: OpenedLog[] = [];

  const here = (): OpenedLog => {
    if (log === undefined) throw new Error('The log is open during a test only.');
    return log;
  };

  beforeEach(async () => {
    log = await open();
  });

  afterEach(async () => {
    const logs = log ? [log, ...others.splice(0)] : others.splice(0);
    for (const store of [...opened.splice(0), ...logs.map((each) => each.store)])
      await store.close();
    for (const { remove } of logs) await remove();
    log = undefined;
  });

  return {
    store: (): EventStore => here().store,
    appender: (): CommandLine => here().appender,
    another: async (): Promise<EventStore> => {
      const store = await here().another();
      opened.push(store);
      return store;
    },
    otherLog: async (): Promise<EventStore> => {
      const other = await open();
      others.push(other);
      return other.store;
    },
  };
};

export type Log = ReturnType<typeof aLogPerTest>;
