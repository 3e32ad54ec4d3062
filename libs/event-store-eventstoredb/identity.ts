import { randomBytes } from 'node:crypto';
import { ErrorType, jsonEvent, type EventStoreDBClient } from '@eventstore/db-client';
import { z } from 'zod';
import { isRefusal } from './patience.js';
import { placeOf, type Place } from './places.js';

export type Identity = Readonly<{ storeId: string; beginning: Place }>;

const shape = z.object({ storeId: z.string().regex(/^[0-9a-z]+$/) });

/**
 * The id that the log of a namespace was given when it was first opened, and where that stands in
 * the server's log: nothing of ours lies before it.
 */
export const identify = async (
  client: EventStoreDBClient,
  namespace: string,
): Promise<Identity> => {
  const stream = `${namespace}-log`;
  return (await read(client, stream)) ?? (await give(client, stream));
};

const give = async (client: EventStoreDBClient, stream: string): Promise<Identity> => {
  const data = { storeId: randomBytes(6).toString('hex') };
  try {
    const event = jsonEvent({ type: 'log-named', data });
    await client.appendToStream(stream, event, { expectedRevision: 'no_stream' });
  } catch (error) {
    // Another process was faster, or an earlier try of ours went in after all.
    if (!isRefusal(error, ErrorType.WRONG_EXPECTED_VERSION)) throw error;
  }
  const given = await read(client, stream);
  if (given === undefined) throw new Error(`The server does not give back the stream ${stream}.`);
  return given;
};

const read = async (client: EventStoreDBClient, stream: string): Promise<Identity | undefined> => {
  try {
    const events = client.readStream(stream, { maxCount: 1, requiresLeader: true });
    for await (const { event } of events)
      if (event?.position)
        return {
          storeId: shape.parse(event.data).storeId,
          beginning: placeOf(event.position),
        };
  } catch (error) {
    if (!isRefusal(error, ErrorType.STREAM_NOT_FOUND)) throw error;
  }
  return undefined;
};
