import type {
  Batch,
  Position,
  ReadAll,
  ReadStream,
  StoredEvent,
  Subscribe,
} from '#libs/event-sourcing';
import type { Calls, LogEvent } from './calls.js';
import { inGroups, walk } from './following.js';
import type { KnownTimes } from './known-times.js';
import type { News } from './news.js';
import { isPassing, patiently, type Patience } from './patience.js';
import type { Place, Positions } from './places.js';
import { assertLimit, streamPart } from './reading-streams.js';
import { headOf, type End, type Tail } from './tail.js';

export type ReadingParts = Readonly<{
  calls: Calls;
  times: KnownTimes;
  tail: Tail;
  news: News;
  positions: Positions;
  patience: Patience;
}>;

const BATCH = 500;

export const createReading = (parts: ReadingParts) => {
  const { calls, tail, positions, patience } = parts;
  const stored = storing(parts);

  const readStream = async (stream: string, read: ReadStream = {}) => {
    const events = await patiently(() => streamPart(calls, stream, read), patience);
    return patiently(() => stored(events, stream), patience);
  };

  const readAll = async ({ after, prefix = '', limit }: ReadAll): Promise<Batch> => {
    assertLimit(limit);
    const from = positions.placeOf(after);
    const end = await patiently(tail.look, patience);
    assertNotBeyond(from, end, after);
    if (end.last === undefined || from >= end.last.place)
      return { events: [], upTo: after, caughtUp: true };
    const events: LogEvent[] = [];
    const { ms: patienceMs, signal } = patience;
    const way = { after: from, prefix, target: end.last, signal, patienceMs };
    for await (const event of walk(calls, way)) {
      events.push(event);
      if (events.length === limit) break;
    }
    const last = events.at(-1)?.place ?? from;
    const upTo = events.length < limit && last < end.last.place ? end.last.place : last;
    return {
      events: await patiently(() => stored(events, prefix), patience),
      upTo: positions.textOf(upTo),
      caughtUp: upTo >= end.last.place,
    };
  };

  const head = async (): Promise<Position | 'start'> =>
    positions.textOf(headOf(await patiently(tail.look, patience)));

  return { readStream, readAll, subscribe: subscribing(parts), head };
};

const storing =
  ({ times, positions }: ReadingParts) =>
  async (events: readonly LogEvent[], prefix: string): Promise<readonly StoredEvent[]> => {
    const known = prefix === '' ? await times.of(events, 'contiguous') : await times.of(events);
    return events.map(({ id, body, stream, revision, place, stamp }, index) => ({
      ...{ id, body, hash: stamp.hash, stream, revision },
      ...{ position: positions.at(place), knownAt: known[index] ?? stamp.recordedAt },
    }));
  };

const subscribing = (parts: ReadingParts) => {
  const { calls, tail, news, positions, patience } = parts;
  const stored = storing(parts);

  /** From a place to where the log ends now, then stops; the last batch says that it is caught up. */
  async function* upToNow(from: Place, end: End, { prefix = '', signal }: Subscribe) {
    if (end.last === undefined || from >= end.last.place) return;
    const way = { after: from, prefix, target: end.last, signal, patienceMs: Infinity };
    for await (const events of inGroups(walk(calls, way), BATCH)) {
      if (signal.aborted) return;
      const caughtUp = events.length < BATCH;
      const place = caughtUp ? end.last.place : (events.at(-1)?.place ?? from);
      const batch = await patiently(() => stored(events, prefix), { ms: Infinity, signal });
      yield { place, batch: { events: batch, upTo: positions.textOf(place), caughtUp } };
    }
  }

  return async function* subscribe(asked: Subscribe): AsyncGenerator<Batch> {
    const signal = AbortSignal.any([asked.signal, patience.signal]);
    let from = positions.placeOf(asked.after);
    let first = true;
    while (!signal.aborted) {
      const count = news.count();
      const end = await endUnlessOver(tail, signal);
      if (end === undefined) return;
      assertNotBeyond(from, end, asked.after);
      for await (const { place, batch } of upToNow(from, end, { ...asked, signal })) {
        yield batch;
        from = place;
        first = false;
      }
      if (first) yield { events: [], upTo: positions.textOf(from), caughtUp: true };
      first = false;
      await news.since(count, signal);
    }
  };
};

const endUnlessOver = async (tail: Tail, signal: AbortSignal): Promise<End | undefined> => {
  try {
    const end = await patiently(tail.look, { ms: Infinity, signal });
    return signal.aborted ? undefined : end;
  } catch (error) {
    if (signal.aborted && isPassing(error)) return undefined;
    throw error;
  }
};

const assertNotBeyond = (from: Place, end: End, after: string): void => {
  if (from <= headOf(end)) return;
  throw new Error(
    `Position ${after} lies beyond the end of the event store: it was probably restored from an older ` +
      'copy. Nothing was read. What was built from later events must be built again.',
  );
};
