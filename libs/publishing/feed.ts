import type { Batch, Position } from '#libs/event-sourcing';
import { wholeAppends } from './appends.js';
import type { CloudEvent } from './cloud-event.js';
import type { Audience } from './contract.js';
import { contracts } from './contracts/index.js';
import { createHindsight, prefixOf, type PublishingPorts } from './teller.js';
import type { Sees } from './telling.js';

/** Where a consumer stands: after a place in the log, and so many messages beyond it. */
export type Cursor = Readonly<{ after: Position | 'start'; taken: number }>;

export type FeedItem = Readonly<{
  /** What to come back with to get what follows; undefined message: nothing up to there. */
  cursor: string;
  message: CloudEvent | undefined;
  caughtUp: boolean;
}>;

export type FeedAsked = Readonly<{
  audience: Audience;
  sees: Sees;
  after: Cursor;
  signal: AbortSignal;
}>;

export type FeedPage = Readonly<{
  events: readonly CloudEvent[];
  cursor: string;
  caughtUp: boolean;
}>;

/** A cursor that is none. Nothing was read. */
export class BadFeedCursor extends Error {
  override readonly name = 'BadFeedCursor';
}

export const BEGINNING: Cursor = { after: 'start', taken: 0 };

const SHAPE = /^(start|[0-9a-z]+:[0-9a-f]+)(?:~(\d{1,9}))?$/;

/** @throws BadFeedCursor */
export const cursorFrom = (text: string): Cursor => {
  const [, after, taken] = SHAPE.exec(text) ?? [];
  if (after === undefined) throw new BadFeedCursor(`"${text}" is no cursor of the feed.`);
  return { after: after === 'start' ? after : (after as Position), taken: Number(taken ?? 0) };
};

const textOf = ({ after, taken }: Cursor): string => (taken === 0 ? after : `${after}~${taken}`);

const PAGE = 500;

/** What is published, over HTTP: the same messages that go to Kafka, for as long as one asks. */
export const createFeed = (ports: PublishingPorts) => {
  async function* messages(
    { audience, sees, after }: FeedAsked,
    batches: AsyncIterable<Batch>,
  ): AsyncGenerator<FeedItem> {
    const tellOf = createHindsight(ports, contracts[audience], sees);
    let from = after.after;
    let skip = after.taken;
    for await (const { append, upTo, caughtUp } of wholeAppends(batches)) {
      const told = await tellOf(append);
      for (const [index, message] of told.entries()) {
        const last = index === told.length - 1;
        const cursor = last ? textOf({ after: upTo, taken: 0 }) : `${from}~${index + 1}`;
        if (index >= skip) yield { cursor, message, caughtUp: caughtUp && last };
      }
      const whole = append.length > 0;
      if (told.length <= skip || !whole)
        yield {
          cursor: textOf({ after: upTo, taken: whole ? 0 : skip }),
          message: undefined,
          caughtUp,
        };
      if (whole) skip = 0;
      from = upTo;
    }
  }

  async function* toTheEnd({ audience, after }: FeedAsked): AsyncGenerator<Batch> {
    const prefix = prefixOf(contracts[audience]);
    for (let from = after.after; ;) {
      const batch = await ports.store.readAll({ after: from, prefix, limit: PAGE });
      yield batch;
      if (batch.caughtUp) return;
      from = batch.upTo;
    }
  }

  /** From the cursor on, for good: what is there, then what comes. */
  const follow = (asked: FeedAsked): AsyncIterable<FeedItem> => {
    const prefix = prefixOf(contracts[asked.audience]);
    const { signal } = asked;
    return messages(asked, ports.store.subscribe({ after: asked.after.after, prefix, signal }));
  };

  /** At most so many of the types wanted; all types, when none is named. */
  const page = async (
    asked: FeedAsked,
    limit: number,
    types: readonly string[],
  ): Promise<FeedPage> => {
    const events: CloudEvent[] = [];
    let cursor = textOf(asked.after);
    let caughtUp = false;
    for await (const item of messages(asked, toTheEnd(asked))) {
      ({ cursor, caughtUp } = item);
      if (item.message && (types.length === 0 || types.includes(item.message.type)))
        events.push(item.message);
      if (events.length >= limit || asked.signal.aborted) break;
    }
    return { events, cursor, caughtUp };
  };

  return { follow, page };
};

export type Feed = ReturnType<typeof createFeed>;
