import { addAbortSignal } from 'node:stream';
import {
  BACKWARDS,
  END,
  ErrorType,
  FORWARDS,
  START,
  streamNameFilter,
  type EventData,
  type EventStoreDBClient,
  type ReadRevision,
  type ResolvedEvent,
  type StreamingRead,
} from '@eventstore/db-client';
import type { ExpectedRevision } from '#libs/event-sourcing';
import { isRefusal } from './patience.js';
import { BEGINNING, placeOf, serverPositionOf, type Place } from './places.js';
import { stampOf, type Stamp } from './stamp.js';

/** An event of ours, as it stands in the server's log. */
export type LogEvent = Readonly<{
  /** Without the namespace. */
  stream: string;
  revision: number;
  id: string;
  body: string;
  place: Place;
  stamp: Stamp;
}>;

/** A stretch of the whole log, newest first; `ours` leaves out what belongs to others. */
export type Stretch = Readonly<{
  ours: readonly LogEvent[];
  newest: Place | undefined;
  oldest: Place | undefined;
  /** There is nothing before it. */
  reachesTheBeginning: boolean;
}>;

export type StreamPart = Readonly<{
  direction: 'forwards' | 'backwards';
  from: number | undefined;
  limit: number;
}>;

export type Follow = Readonly<{
  after: Place;
  /** Prefixes of stream names, without the namespace; the server looks for them. */
  prefixes: readonly string[];
  signal: AbortSignal;
}>;

export type Calls = ReturnType<typeof callsOn>;

// Only the leader has everything that was acknowledged.
const FROM_LEADER = { requiresLeader: true } as const;

/** The calls of the client that we use, in our terms, for the streams of one namespace. */
export const callsOn = (client: EventStoreDBClient, namespace: string) => {
  const prefix = `${namespace}/`;

  const eventOf = ({ event }: ResolvedEvent): LogEvent | undefined => {
    if (event === undefined || !event.streamId.startsWith(prefix)) return undefined;
    const where = `Event ${event.id} of ${event.streamId}`;
    return {
      ...{ stream: event.streamId.slice(prefix.length), id: event.id },
      revision: Number(event.revision),
      body: bodyOf(event.data, where),
      place: placeIn({ event }),
      stamp: stampOf(event.metadata, where),
    };
  };

  const append = async (stream: string, expected: ExpectedRevision, events: EventData[]) =>
    client.appendToStream(`${prefix}${stream}`, events, {
      expectedRevision: expected === 'no-stream' ? 'no_stream' : BigInt(expected),
      ...FROM_LEADER,
    });

  const readStream = async (stream: string, part: StreamPart): Promise<readonly LogEvent[]> => {
    const { direction, from, limit } = part;
    const end: ReadRevision = direction === 'forwards' ? START : END;
    const events = client.readStream(`${prefix}${stream}`, {
      direction: direction === 'forwards' ? FORWARDS : BACKWARDS,
      fromRevision: from === undefined ? end : BigInt(from),
      maxCount: limit,
      ...FROM_LEADER,
    });
    return (await unlessAbsent(gather(events))).flatMap((each) => eventOf(each) ?? []);
  };

  const backwards = async (before: Place | 'end', limit: number): Promise<Stretch> => {
    const events = client.readAll({
      ...{ direction: BACKWARDS, maxCount: limit, ...FROM_LEADER },
      fromPosition: before === 'end' ? END : serverPositionOf(before),
    });
    const found = await gather(events);
    const [first, last] = [found[0], found.at(-1)];
    return {
      ours: found.flatMap((each) => eventOf(each) ?? []),
      newest: first && placeIn(first),
      oldest: last && placeIn(last),
      reachesTheBeginning: found.length < limit,
    };
  };

  async function* follow({ after, prefixes, signal }: Follow): AsyncGenerator<LogEvent> {
    const subscription = client.subscribeToAll({
      fromPosition: after === BEGINNING ? START : serverPositionOf(after),
      filter: streamNameFilter({ prefixes: prefixes.map((each) => `${prefix}${each}`) }),
      ...FROM_LEADER,
    });
    try {
      for await (const each of addAbortSignal(signal, subscription)) {
        const event = eventOf(each);
        if (event) yield event;
      }
    } finally {
      subscription.on('error', () => undefined);
      await subscription.unsubscribe();
    }
  }

  return { append, readStream, backwards, follow };
};

const gather = async (stream: StreamingRead<ResolvedEvent>): Promise<readonly ResolvedEvent[]> => {
  const events: ResolvedEvent[] = [];
  try {
    for await (const event of stream) events.push(event);
    return events;
  } finally {
    // What breaks after it was read to its end, or given up, is nobody's concern.
    stream.on('error', () => undefined);
  }
};

const unlessAbsent = async (
  events: Promise<readonly ResolvedEvent[]>,
): Promise<readonly ResolvedEvent[]> => {
  try {
    return await events;
  } catch (error) {
    if (isRefusal(error, ErrorType.STREAM_NOT_FOUND)) return [];
    throw error;
  }
};

const bodyOf = (data: unknown, where: string): string => {
  if (data instanceof Uint8Array) return Buffer.from(data).toString('utf8');
  throw new Error(`${where} holds JSON of the server's making, not the bytes that were recorded.`);
};

const NO_POSITION = 0xffff_ffff_ffff_ffffn;

const placeIn = ({ event }: ResolvedEvent): Place => {
  const position = event?.position;
  if (position === undefined || position.commit === NO_POSITION)
    throw new Error(
      'The server does not say where in its log an event stands. Use EventStoreDB 22.6 or later.',
    );
  return placeOf(position);
};
