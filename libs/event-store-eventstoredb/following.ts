import { setTimeout as pause } from 'node:timers/promises';
import type { Calls, LogEvent } from './calls.js';
import { isPassing } from './patience.js';
import type { Place } from './places.js';

export type Walk = Readonly<{
  after: Place;
  /** Of stream names; '' for everything of ours. */
  prefix: string;
  /** An event of ours: where the walk ends, whether the prefix lets it through or not. */
  target: Readonly<{ place: Place; stream: string }>;
  signal: AbortSignal;
  /** How long to go on without getting any further. */
  patienceMs: number;
}>;

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

/**
 * The events after a place up to the target, found by the server, taken up where it stood whenever
 * the connection breaks. The target's own stream is asked for as well, so that the target itself
 * tells that it was reached: what servers say about how far a filter has got (checkpoints, caught
 * up) has been wrong in many versions, and a wrong one loses events.
 */
export async function* walk(calls: Calls, way: Walk): AsyncGenerator<LogEvent> {
  for await (const event of wholeWay(calls, way))
    if (event.stream.startsWith(way.prefix)) yield event;
}

async function* wholeWay(calls: Calls, way: Walk): AsyncGenerator<LogEvent> {
  const { target, signal } = way;
  let at = way.after;
  const troubles = createTroubles(way);
  while (at < target.place && !signal.aborted) {
    try {
      for await (const event of stretch(calls, { ...way, after: at })) {
        at = event.place;
        troubles.over();
        yield event;
        troubles.over();
      }
    } catch (error) {
      troubles.with(error);
    }
    if (at < target.place) await troubles.pause();
  }
}

/** As far as one connection goes. */
async function* stretch(
  calls: Calls,
  { after, prefix, target, signal }: Walk,
): AsyncGenerator<LogEvent> {
  const prefixes = prefix === '' ? [''] : [prefix, target.stream];
  for await (const event of calls.follow({ after, prefixes, signal })) {
    if (event.place > after) yield event;
    if (event.place >= target.place) return;
  }
}

const createTroubles = ({ signal, patienceMs }: Walk) => {
  let wait = FIRST_PAUSE_MS;
  let since = performance.now();
  return {
    over: (): void => {
      wait = FIRST_PAUSE_MS;
      since = performance.now();
    },
    with: (error: unknown): void => {
      if (signal.aborted) return;
      if (!isPassing(error) || performance.now() - since > patienceMs) throw error;
    },
    pause: async (): Promise<void> => {
      await pause(wait, undefined, { signal }).catch(() => undefined);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    },
  };
};

/** What comes in groups of at most `size`, the rest at the end. */
export async function* inGroups<T>(
  items: AsyncIterable<T>,
  size: number,
): AsyncGenerator<readonly T[]> {
  let group: T[] = [];
  for await (const item of items) {
    group.push(item);
    if (group.length < size) continue;
    yield group;
    group = [];
  }
  yield group;
}
