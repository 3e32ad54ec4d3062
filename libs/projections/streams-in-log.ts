import type { EventStore, Position } from '#libs/event-sourcing';
import { isAfter } from './appends.js';
import { RebuildCancelled } from './cancelled.js';

export type StreamsAsked = Readonly<{
  prefix: string;
  upTo: Position | 'start';
  signal: AbortSignal | undefined;
}>;

/** The names of the streams, in the order in which they begin, and how many events they hold. */
export type StreamsFound = Readonly<{ streams: readonly string[]; events: number }>;

const PAGE = 1_000;

/** Looks through a log for its streams. `onSeen` hears of the events so far, page by page. */
export const streamsIn = async (
  store: EventStore,
  { prefix, upTo, signal }: StreamsAsked,
  onSeen: (events: number) => Promise<void>,
): Promise<StreamsFound> => {
  const streams = new Set<string>();
  let after: Position | 'start' = 'start';
  let events = 0;
  while (isAfter(upTo, after)) {
    if (signal?.aborted) throw new RebuildCancelled();
    const page = await store.readAll({ after, prefix, limit: PAGE });
    for (const { stream, position } of page.events) {
      if (isAfter(position, upTo)) break;
      streams.add(stream);
      events += 1;
    }
    await onSeen(events);
    after = page.upTo;
  }
  return { streams: [...streams], events };
};
