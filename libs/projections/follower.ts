import type { EventStore } from '#libs/event-sourcing';
import { createAppendJoiner } from './appends.js';
import { readCheckpoint, type Checkpoint, type ReadDatabase } from './database.js';
import type { Target } from './target.js';
import { pause, readAhead } from './waiting.js';

/** A generation being fed. */
export type Fed = Readonly<{ database: ReadDatabase; target: Target }>;

export type FollowerPorts = Readonly<{
  store: EventStore;
  prefix: string;
  /** One at a time with whatever else writes to the generation. */
  inTurn: <T>(work: () => Promise<T>) => Promise<T>;
  onApplied: (to: Checkpoint, events: number, caughtUp: boolean) => void;
}>;

/**
 * Feeds a generation from its checkpoint on until the signal aborts, or, where `untilCaughtUp`,
 * until nothing more is in the log. Starts over from the stored checkpoint when it was overtaken.
 */
export const follow = async (
  ports: FollowerPorts,
  { database, target }: Fed,
  { signal, untilCaughtUp = false }: Readonly<{ signal: AbortSignal; untilCaughtUp?: boolean }>,
): Promise<void> => {
  let ended = false;
  while (!ended && !signal.aborted) ended = await followOnce();

  async function followOnce(): Promise<boolean> {
    const inner = new AbortController();
    const both = AbortSignal.any([signal, inner.signal]);
    let checkpoint = await readCheckpoint(database.writer);
    const joiner = createAppendJoiner(checkpoint.position);
    const { store, prefix, inTurn, onApplied } = ports;
    try {
      const batches = store.subscribe({ after: checkpoint.position, prefix, signal: both });
      for await (const batch of readAhead(batches)) {
        if (signal.aborted) return true;
        const whole = joiner.take(batch);
        if (whole.upTo !== checkpoint.position) {
          const from = checkpoint;
          const applied = await inTurn(() => target.apply(whole, from));
          if (applied === 'moved-on') return false;
          checkpoint = applied;
        }
        onApplied(checkpoint, whole.events, batch.caughtUp);
        if (untilCaughtUp && batch.caughtUp) return true;
      }
      return true;
    } finally {
      inner.abort();
    }
  }
};

const FIRST_PAUSE_MS = 500;
const LONGEST_PAUSE_MS = 30_000;

/** Tries again after a failure, ever more patiently, until the signal aborts. */
export const persistently = async (
  work: () => Promise<void>,
  signal: AbortSignal,
  onFailure: (error: unknown) => void,
): Promise<void> => {
  let wait = FIRST_PAUSE_MS;
  while (!signal.aborted)
    try {
      await work();
      wait = FIRST_PAUSE_MS;
    } catch (error) {
      if (signal.aborted) return;
      onFailure(error);
      await pause(wait, signal);
      wait = Math.min(wait * 2, LONGEST_PAUSE_MS);
    }
};
