import { setImmediate as nextTurn } from 'node:timers/promises';
import { assertAppendable } from '#libs/event-sourcing';
import type { Append, Batch, EventStore, ReadAll, Subscribe } from '#libs/event-sourcing';
import { connect } from './connection.js';
import { createGroupCommit } from './group-commit.js';
import { createLogReader } from './log-reader.js';
import { createLogWriter } from './log-writer.js';
import { positionsOf } from './positions.js';
import { storeIdOf } from './schema.js';
import { createWakes } from './wakes.js';

export type SqliteEventStoreOptions = Readonly<{
  /** The database file; made when it is not there. Its folder must exist, on a local disk. */
  path: string;
  /** How often live subscriptions look for what other processes appended. Default 50. */
  pollEveryMs?: number;
  /** Told, after each sync, how many appends shared it. */
  onCommit?: (appends: number) => void;
}>;

const BATCH = 500;

/**
 * The embedded event store: one SQLite file that several processes may open. An append is
 * acknowledged when it is on disk. Throws when the file cannot be opened or kept durably.
 */
export const openSqliteEventStore = (options: SqliteEventStoreOptions): EventStore => {
  const { path, pollEveryMs = 50, onCommit } = options;
  const { writer, reader } = connect(path);
  const positions = positionsOf(storeIdOf(writer));
  const log = createLogReader(reader, positions);
  const wakes = createWakes(log.version, pollEveryMs);
  const group = createGroupCommit(createLogWriter(writer, positions), (appends) => {
    wakes.wake();
    onCommit?.(appends);
  });
  let closing: Promise<void> | undefined;

  const assertOpen = (): void => {
    if (closing) throw new Error('The event store is closed. Nothing was read or recorded.');
  };

  const append = async (asked: Append) => {
    assertOpen();
    assertAppendable(asked);
    return group.submit(asked);
  };

  // A whole log is read page after page: others get their turn in between.
  const readAll = async (read: ReadAll): Promise<Batch> => {
    await nextTurn();
    assertOpen();
    return log.readAll(read);
  };

  async function* subscribe({ after, prefix, signal }: Subscribe): AsyncGenerator<Batch> {
    let from = after;
    let first = true;
    while (!signal.aborted && !closing) {
      const news = wakes.count();
      await nextTurn();
      if (signal.aborted || closing) return;
      const batch = log.readAll({ after: from, prefix, limit: BATCH });
      if (first || batch.upTo !== from) yield batch;
      first = false;
      from = batch.upTo;
      if (batch.caughtUp) await wakes.since(news, signal);
    }
  }

  const close = async (): Promise<void> => {
    await group.idle();
    wakes.end();
    reader.close();
    writer.close();
  };

  return {
    append,
    readStream: async (stream, read) => {
      assertOpen();
      return log.readStream(stream, read);
    },
    readAll,
    subscribe,
    head: async () => {
      assertOpen();
      return log.head();
    },
    close: () => (closing ??= close()),
  };
};
