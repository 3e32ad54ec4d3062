import type { EventStore, Instant, Position, StoredEvent } from '#libs/event-sourcing';
import { isAfter, microsIn, type StreamAppend } from './appends.js';
import { createBodyArena, type BodyArena, type Kept } from './body-arena.js';
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
  /** By stream; to be asked once each, for what was handed over is held no longer. */
  streams: readonly string[];
  appendsOf: (stream: string) => readonly StreamAppend[];
  /** How many events these are. */
  held: number;
  /** What turned out to be too much, to be gathered another time. */
  left: readonly Share[];
  /** All in the log that the prefix lets through. */
  events: number;
}>;

/** A stream's events in order: from the first one on, so that revisions count themselves. */
type Held = { bodies: Kept[]; knownAt: number[] };
type Streams = Map<string, Held>;

const PAGE = 1_000;

/**
 * Reads the log and gathers the events of one share of the streams, as they are stored. Where they
 * become too many, half of the streams are left.
 */
export const gather = async (
  store: EventStore,
  { prefix, upTo, mine, mostEventsHeld, signal }: Gathering,
  onHeld: (held: number) => void,
): Promise<Gathered> => {
  const streams: Streams = new Map();
  const arena = createBodyArena();
  const left: Share[] = [];
  let own = mine;
  let after: Position | 'start' = 'start';
  let events = 0;
  let held = 0;
  while (isAfter(upTo, after)) {
    if (signal?.aborted) throw new RebuildCancelled();
    const page = await store.readAll({ after, prefix, limit: PAGE });
    const inTime = isAfter(page.upTo, upTo)
      ? page.events.filter(({ position }) => !isAfter(position, upTo))
      : page.events;
    held += keepOwn(inTime, own, { streams, arena });
    events += inTime.length;
    after = page.upTo;
    if (held > mostEventsHeld && streams.size > 1) {
      left.push({ index: own.index + own.of, of: own.of * 2 });
      own = { index: own.index, of: own.of * 2 };
      held -= leaveOut(streams, own);
    }
    onHeld(held);
  }
  const appendsOf = (stream: string) => appendsIn(stream, streams.get(stream), arena);
  return { streams: [...streams.keys()], appendsOf, held, left, events };
};

type Keeping = Readonly<{ streams: Streams; arena: BodyArena }>;

const keepOwn = (
  events: readonly StoredEvent[],
  own: Share,
  { streams, arena }: Keeping,
): number => {
  let count = 0;
  for (const { stream, body, knownAt } of events) {
    if (own.of > 1 && !isMine(stream, own)) continue;
    let there = streams.get(stream);
    if (there === undefined) streams.set(stream, (there = { bodies: [], knownAt: [] }));
    there.bodies.push(arena.keep(body));
    there.knownAt.push(microsIn(knownAt));
    count += 1;
  }
  return count;
};

// What was left out in between still takes its place in the arena, until the next pass.
/** Returns how many events that were. */
const leaveOut = (streams: Streams, own: Share): number => {
  let count = 0;
  for (const [stream, { bodies }] of streams) {
    if (isMine(stream, own)) continue;
    streams.delete(stream);
    count += bodies.length;
  }
  return count;
};

const NOT_LOOKED_AT = { id: '', hash: '', knownAt: '' as Instant, position: '' as Position };

const appendsIn = (
  stream: string,
  held: Held | undefined,
  arena: BodyArena,
): readonly StreamAppend[] => {
  const appends: (StreamAppend & { readonly events: StoredEvent[] })[] = [];
  held?.bodies.forEach((kept, revision) => {
    const event = { ...NOT_LOOKED_AT, stream, revision, body: arena.read(kept) };
    const knownAt = held.knownAt[revision] ?? 0;
    const last = appends.at(-1);
    if (last?.knownAt === knownAt) last.events.push(event);
    else appends.push({ stream, knownAt, revision, events: [event] });
  });
  return appends;
};
