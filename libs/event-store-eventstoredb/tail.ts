import type { Calls, LogEvent } from './calls.js';
import type { KnownTimes } from './known-times.js';
import { BEGINNING, type Place } from './places.js';

/** Where the log ends, as far as it was looked at. */
export type End = Readonly<{
  /** All events up to here, whoever wrote them, have been looked at. */
  seen: Place;
  /** The knownAt of the last append of ours up to there. */
  knownAt: bigint | null;
  /** The last event of ours. */
  last: Readonly<{ place: Place; stream: string }> | undefined;
}>;

export type Tail = Readonly<{
  /** What the last look showed, when that is not long ago; else looks. */
  recent: () => Promise<End>;
  /** Shows at least what was there when it was asked for. */
  look: () => Promise<End>;
}>;

const FIRST_LOOK = 8;
const LONGEST_LOOK = 2048;
const RECENT_MS = 500;

/** Looks at the end of the log: one look at a time serves all who asked before it began. */
export const createTail = (calls: Calls, times: KnownTimes, beginning: Place): Tail => {
  let end: End = { seen: beginning, knownAt: null, last: undefined };
  let lookedAt = -Infinity;
  let underWay: Promise<End> | undefined;
  let next: Promise<End> | undefined;

  const look = async (): Promise<End> => {
    const started = performance.now();
    const { newest, found, bound } = await lookBack(calls, end.seen);
    const last = found.at(-1);
    const before = bound > end.seen ? (last?.stamp.seenKnownAt ?? null) : end.knownAt;
    end = {
      seen: newest ?? end.seen,
      knownAt: times.fold(before, found),
      last: last ?? end.last,
    };
    lookedAt = started;
    return end;
  };

  const afterThis = async (): Promise<End> => {
    await underWay?.catch(() => undefined);
    next = undefined;
    underWay = look();
    return underWay;
  };

  return {
    look: () => (next ??= afterThis()),
    recent: async () => (performance.now() - lookedAt < RECENT_MS ? end : (next ??= afterThis())),
  };
};

type Look = Readonly<{ newest: Place | undefined; found: readonly LogEvent[]; bound: Place }>;

/**
 * Reads back from the end to where it was looked before, or to where the writer of the last event
 * had looked, whichever comes first: a long absence costs no more than a short one.
 */
const lookBack = async ({ backwards }: Calls, seen: Place): Promise<Look> => {
  const found: LogEvent[] = [];
  let newest: Place | undefined;
  let bound = seen;
  let before: Place | 'end' = 'end';
  for (let size = FIRST_LOOK; ; size = Math.min(size * 4, LONGEST_LOOK)) {
    const stretch = await backwards(before, size);
    newest ??= stretch.newest;
    for (const event of stretch.ours) {
      if (event.place <= bound) break;
      if (found.length === 0 && event.stamp.seen > bound) bound = event.stamp.seen;
      found.push(event);
    }
    const { oldest } = stretch;
    if (oldest === undefined || oldest <= bound || stretch.reachesTheBeginning) break;
    before = oldest;
  }
  return { newest, found: found.filter(({ place }) => place > bound).reverse(), bound };
};

export const headOf = ({ last }: End): Place => last?.place ?? BEGINNING;
