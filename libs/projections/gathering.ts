import type { EventStore, Instant, Position, StoredEvent } from '#libs/event-sourcing';
import { isAfter, microsIn, type StreamAppend } from './appends.js';
import { isMine, type Share } from './shares.js';

export class RebuildCancelled extends Error {
  override readonly name = 'RebuildCancelled';
  constructor() {
    super('The rebuild was cancelled. What was in use before stays in use.');
  }
}

export type Gathering = Readonly<{
  prefix: string;
  upTo: Position | 'start';
  mine: Share;
  mostEventsHeld: number;
  signal: AbortSignal | undefined;
}>;

export type Gathered = Readonly<{
  streams: Map<string, readonly StreamAppend[]>;
  /** What turned out to be too much, to be gathered another time. */
  left: readonly Share[];
  /** All in the log that the prefix lets through. */
  events: number;
}>;

type OpenAppend = StreamAppend & { readonly events: StoredEvent[] };
type Streams = Map<string, OpenAppend[]>;

const PAGE = 1_000;

/**
 * Reads the log and gathers the events of one share of the streams, as they are stored: less than
 * half of what they are when parsed. Where they become too many, half of the streams are left.
 */
export const gather = async (
  store: EventStore,
  { prefix, upTo, mine, mostEventsHeld, signal }: Gathering,
  onHeld: (held: number) => void,
): Promise<Gathered> => {
  const streams: Streams = new Map();
  const left: Share[] = [];
  let own = mine;
  let after: Position | 'start' = 'start';
  let events = 0;
  let held = 0;
  while (isAfter(upTo, after)) {
    if (signal?.aborted) throw new RebuildCancelled();
    const page = await store.readAll({ after, prefix, limit: PAGE });
    const inTime = page.events.filter(({ position }) => !isAfter(position, upTo));
    for (const event of inTime)
      if (isMine(event.stream, own)) {
        keep(streams, event);
        held += 1;
      }
    events += inTime.length;
    after = page.upTo;
    if (held > mostEventsHeld && streams.size > 1) {
      left.push({ index: own.index + own.of, of: own.of * 2 });
      own = { index: own.index, of: own.of * 2 };
      held -= leaveOut(streams, own);
    }
    onHeld(held);
  }
  return { streams, left, events };
};

/** Returns how many events that were. */
const leaveOut = (streams: Streams, own: Share): number => {
  let count = 0;
  for (const [stream, appends] of streams) {
    if (isMine(stream, own)) continue;
    streams.delete(stream);
    count += appends.reduce((sum, { events }) => sum + events.length, 0);
  }
  return count;
};

/**
 * Put back together as appended, while it is at hand: events of one append stand side by side in the
 * log. Kept without what nobody will look at.
 */
const keep = (streams: Streams, event: StoredEvent): void => {
  const there = streams.get(event.stream);
  const last = there?.at(-1);
  const { body, revision, position } = event;
  const stream = last?.stream ?? event.stream;
  const kept = { ...NOT_LOOKED_AT, body, stream, revision, position };
  const knownAt = microsIn(event.knownAt);
  if (last?.knownAt === knownAt) last.events.push(kept);
  else if (there) there.push({ stream, knownAt, revision, events: [kept] });
  else streams.set(stream, [{ stream, knownAt, revision, events: [kept] }]);
};

const NOT_LOOKED_AT = { id: '', hash: '', knownAt: '' as Instant };
