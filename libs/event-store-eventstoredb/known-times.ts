import { instantOf, microsOf, type Instant } from '#libs/event-sourcing';
import { LRUCache } from 'lru-cache';
import type { Calls, LogEvent } from './calls.js';
import type { Place } from './places.js';

/** Per append: nothing else of it is kept. */
const MOST_REMEMBERED = 200_000;
const AT_ONCE = 32;
const FIRST_LOOK = 4;
const LONGEST_LOOK = 1024;

export type KnownTimes = Readonly<{
  /** In the order given. `contiguous`: no event of ours lies between them in the log. */
  of: (events: readonly LogEvent[], contiguous?: 'contiguous') => Promise<readonly Instant[]>;
  /** Takes in a stretch of the log, oldest first. Returns the last knownAt, or `before`. */
  fold: (before: bigint | null, events: readonly LogEvent[]) => bigint | null;
  ofSending: (sending: string) => Instant | undefined;
}>;

/**
 * knownAt = max(recordedAt, knownAt of the append before + 1 µs), in log order. Where an event
 * stands in the middle of the log, what came before is known from its stamp and the few appends
 * after that, which are read back.
 */
export const createKnownTimes = ({ backwards }: Calls): KnownTimes => {
  const known = new LRUCache<string, bigint>({ max: MOST_REMEMBERED });

  const fold = (before: bigint | null, events: readonly LogEvent[]): bigint | null => {
    let last = before;
    let sending = '';
    for (const { stamp } of events) {
      if (stamp.sending === sending) continue;
      sending = stamp.sending;
      const recorded = microsOf(stamp.recordedAt);
      last = last === null || recorded > last ? recorded : last + 1n;
      known.set(sending, last);
    }
    return last;
  };

  const lookBack = async (event: LogEvent): Promise<void> => {
    const { seen, seenKnownAt } = event.stamp;
    const between: LogEvent[] = [];
    let before: Place = event.place;
    for (let size = FIRST_LOOK; ; size = Math.min(size * 2, LONGEST_LOOK)) {
      const { ours, oldest, reachesTheBeginning } = await backwards(before, size);
      between.push(...ours.filter(({ place }) => place > seen));
      if (oldest === undefined || oldest <= seen || reachesTheBeginning) break;
      before = oldest;
    }
    fold(seenKnownAt, [...between.reverse(), event]);
  };

  const lookUp = async (events: readonly LogEvent[]): Promise<void> => {
    const unknown = firstOfEach(events).filter(({ stamp }) => !known.has(stamp.sending));
    for (let at = 0; at < unknown.length; at += AT_ONCE)
      await Promise.all(unknown.slice(at, at + AT_ONCE).map(lookBack));
  };

  const timeOf = ({ stamp }: LogEvent): Instant => {
    const micros = known.get(stamp.sending);
    if (micros === undefined) throw new Error('More events were read at once than can be kept.');
    return instantOf(micros);
  };

  return {
    of: async (events, contiguous) => {
      const [first, ...others] = events;
      if (first === undefined) return [];
      if (contiguous) {
        await lookUp([first]);
        const before = known.get(first.stamp.sending) ?? null;
        fold(before, withoutAppend(others, first.stamp.sending));
      } else await lookUp(events);
      return events.map(timeOf);
    },
    fold,
    ofSending: (sending) => {
      const micros = known.get(sending);
      return micros === undefined ? undefined : instantOf(micros);
    },
  };
};

const withoutAppend = (events: readonly LogEvent[], sending: string): readonly LogEvent[] =>
  events.filter(({ stamp }) => stamp.sending !== sending);

/** One event of each append: the one that stands first, whichever way they were read. */
const firstOfEach = (events: readonly LogEvent[]): readonly LogEvent[] => {
  const first = new Map<string, LogEvent>();
  for (const event of events) {
    const other = first.get(event.stamp.sending);
    if (other === undefined || event.place < other.place) first.set(event.stamp.sending, event);
  }
  return [...first.values()];
};
