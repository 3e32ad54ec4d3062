import type { Batch, Instant, Position, StoredEvent } from '#libs/event-sourcing';

/** The events that one append brought to one stream; `knownAt` in microseconds since 1970. */
export type StreamAppend = Readonly<{
  stream: string;
  knownAt: number;
  revision: number;
  events: readonly StoredEvent[];
}>;

/** Whole appends, and the position after which nothing of them is left to read. */
export type WholeAppends = Readonly<{
  appends: readonly StreamAppend[];
  upTo: Position | 'start';
  events: number;
}>;

/**
 * Puts the events of a log back together as they were appended. An append shares one `knownAt`
 * that no other has, and a page may end in the middle of one: what may not be whole yet waits.
 */
export const createAppendJoiner = (from: Position | 'start') => {
  let waiting: StoredEvent[] = [];
  let upTo = from;

  const take = (batch: Batch): WholeAppends => {
    const appends: StreamAppend[] = [];
    let events = 0;
    const finish = (): void => {
      const [first] = waiting;
      if (first === undefined) return;
      appends.push(appendOf(first, waiting));
      events += waiting.length;
      upTo = waiting.at(-1)?.position ?? upTo;
      waiting = [];
    };
    for (const event of batch.events) {
      if (waiting[0] !== undefined && !areTogether(waiting[0], event)) finish();
      waiting.push(event);
    }
    if (batch.caughtUp) finish();
    if (waiting.length === 0) upTo = batch.upTo;
    return { appends, upTo, events };
  };

  return { take };
};

const areTogether = (a: StoredEvent, b: StoredEvent): boolean =>
  a.knownAt === b.knownAt && a.stream === b.stream;

const appendOf = (first: StoredEvent, events: readonly StoredEvent[]): StreamAppend => ({
  stream: first.stream,
  knownAt: microsIn(first.knownAt),
  revision: first.revision,
  events,
});

/** Microseconds since 1970: exact as a number until the year 2255. */
export const microsIn = (instant: Instant): number => {
  const number = (from: number, to: number): number => {
    let value = 0;
    for (let at = from; at < to; at += 1) value = value * 10 + instant.charCodeAt(at) - ZERO;
    return value;
  };
  const seconds = Date.UTC(
    ...([number(0, 4), number(5, 7) - 1, number(8, 10)] as const),
    ...([number(11, 13), number(14, 16), number(17, 19)] as const),
  );
  return seconds * 1_000 + number(20, 26);
};

const ZERO = 48;

/** Later in the log of one store. */
export const isAfter = (a: Position | 'start', b: Position | 'start'): boolean =>
  a !== 'start' && (b === 'start' || a > b);
