import {
  instantOf,
  microsOf,
  type Append,
  type AppendOutcome,
  type EventStore,
  type Instant,
  type Position,
  type StoredEvent,
} from '#libs/event-sourcing';

/** As many appends as the store takes into one group. */
const TOGETHER = 512;

const UNWRITTEN = 'not written yet' as Position;

/**
 * A store in front of another that answers at once and writes later, in the same order, many appends
 * together. A simulation is one writer who waits for each answer before going on: with a sync to
 * disk for each, that is all it would do. Nobody else relies on these answers, so nothing is lost
 * when it breaks off: what was written by then is the beginning of the same log.
 */
export const writeBehind = (store: EventStore) => {
  const queue = createQueue(store);
  const revisions = new Map<string, number>();
  const knownFrom = createKnowing();

  const revisionOf = async (stream: string): Promise<number> => {
    const known = revisions.get(stream);
    if (known !== undefined) return known;
    const [last] = await store.readStream(stream, { direction: 'backwards', limit: 1 });
    return last?.revision ?? -1;
  };

  const append = async (asked: Append): Promise<AppendOutcome> => {
    const { stream, expected, events, recordedAt } = asked;
    const revision = await revisionOf(stream);
    if (revision !== (expected === 'no-stream' ? -1 : expected))
      return { outcome: 'wrong-expected-revision', actual: revision < 0 ? 'no-stream' : revision };
    const knownAt = knownFrom(recordedAt);
    const stored = events.map((event, at) => ({
      ...event,
      ...{ stream, revision: revision + 1 + at, position: UNWRITTEN, knownAt },
    }));
    const last = revision + events.length;
    revisions.set(stream, last);
    await queue.add(asked, stored);
    return { outcome: 'appended', revision: last, position: UNWRITTEN, knownAt, repeated: false };
  };

  /** Where a stream ends is known; a reading from beyond need not be asked for. */
  const readStream: EventStore['readStream'] = async (stream, read) => {
    const { from = 0, direction = 'forwards' } = read ?? {};
    const last = revisions.get(stream);
    if (direction === 'forwards' && last !== undefined && from > last) return [];
    return queue.readStream(stream, read);
  };

  const behind: EventStore = {
    ...{ ...store, append, readStream },
    readAll: async (read) => {
      await queue.flush();
      return store.readAll(read);
    },
    head: async () => {
      await queue.flush();
      return store.head();
    },
  };
  return { store: behind, flush: queue.flush };
};

/** What is known since when, by the rule that the store will follow. */
const createKnowing = () => {
  let last = 0n;
  return (recordedAt: Instant): Instant => {
    const recorded = microsOf(recordedAt);
    last = recorded > last ? recorded : last + 1n;
    return instantOf(last);
  };
};

/** The appends that are yet to be written, in order, and what they hold. */
const createQueue = (store: EventStore) => {
  let waiting: Append[] = [];
  const unwritten = new Map<string, readonly StoredEvent[]>();

  const flush = async (): Promise<void> => {
    const appends = waiting;
    waiting = [];
    const outcomes = await Promise.all(appends.map((append) => store.append(append)));
    if (outcomes.some(({ outcome }) => outcome !== 'appended'))
      throw new Error('Somebody else writes on the streams that are being simulated.');
    unwritten.clear();
  };

  const add = async (append: Append, events: readonly StoredEvent[]): Promise<void> => {
    const { stream } = append;
    unwritten.set(stream, [...(unwritten.get(stream) ?? []), ...events]);
    waiting.push(append);
    if (waiting.length >= TOGETHER) await flush();
  };

  const readStream: EventStore['readStream'] = async (stream, read = {}) => {
    const tail = unwritten.get(stream);
    if (!tail) return store.readStream(stream, read);
    const { from = 0, direction = 'forwards', limit } = read;
    if (direction === 'backwards' || limit !== undefined) {
      await flush();
      return store.readStream(stream, read);
    }
    const [first] = tail;
    const written = first && from >= first.revision ? [] : await store.readStream(stream, read);
    return [...written, ...tail.filter(({ revision }) => revision >= from)];
  };

  return { flush, add, readStream };
};
