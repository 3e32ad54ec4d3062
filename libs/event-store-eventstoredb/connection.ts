import { EventStoreDBClient } from '@eventstore/db-client';

/**
 * A connection as the text describes it: `esdb://user:password@host:2113?tls=true&tlsCAFile=…`, or
 * `esdb+discover://…` for a cluster. @throws Error that does not repeat the text: it holds a secret
 */
export const connect = (connectionString: string): EventStoreDBClient => {
  const client = clientOf(connectionString);
  const handleError: unknown = Reflect.get(client, 'handleError');
  Object.assign(client, {
    // One append a call. The client's batch appends share one table of promises over all of a
    // process's connections: when one of them breaks, it rejects the appends of the others too, and
    // throws out of an event handler, which ends the process, when their answers come after all.
    supports: async () => false,
    // It is called without being awaited, and fails when no node of a cluster can be found: the
    // call that failed is told so anyway, and a rejection that nobody hears ends the process.
    handleError: async (...args: readonly unknown[]) => {
      if (typeof handleError !== 'function') return;
      await Promise.resolve(Reflect.apply(handleError, client, args)).catch(() => undefined);
    },
  });
  return client;
};

const clientOf = (connectionString: string): EventStoreDBClient => {
  try {
    return EventStoreDBClient.connectionString(connectionString);
  } catch {
    throw new Error(
      'The connection string of the event store cannot be read, or names a certificate that is not ' +
        'there. It looks like esdb://user:password@host:2113?tls=true. Nothing was opened.',
    );
  }
};

/**
 * Closes the channel, and with it every call on it. The client's own `dispose` waits for streams
 * that were read to their end already, for ever, and leaves the channel open.
 */
export const disconnect = async (client: EventStoreDBClient): Promise<void> => {
  const getChannel: unknown = Reflect.get(client, 'getChannel');
  if (typeof getChannel !== 'function') return;
  try {
    const channel: unknown = await Reflect.apply(getChannel, client, []);
    if (hasClose(channel)) channel.close();
  } catch {
    // There was none to be had, so there is none to close.
  }
};

const hasClose = (channel: unknown): channel is Readonly<{ close: () => void }> =>
  typeof channel === 'object' &&
  channel !== null &&
  'close' in channel &&
  typeof channel.close === 'function';
