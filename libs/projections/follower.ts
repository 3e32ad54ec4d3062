import type { Batch, EventStore } from '#libs/event-sourcing';
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
  onApplied: (events: number, caughtUp: boolean) => void;
}>;

export type Until = Readonly<{
  signal: AbortSignal;
  /** End when nothing more is in the log, instead of waiting for more. */
  caughtUp?: boolean;
}>;

/**
 * Feeds a generation from its checkpoint on until the signal aborts, or it has caught up where that
 * is asked. Starts over from the stored checkpoint when another process has overtaken it.
 */
export const follow = async (ports: FollowerPorts, fed: Fed, until: Until): Promise<void> => {
  let ended = false;
  while (!ended && !until.signal.aborted) ended = await followOnce(ports, fed, until);
};

const followOnce = async (ports: FollowerPorts, fed: Fed, until: Until): Promise<boolean> => {
  const inner = new AbortController();
  const signal = AbortSignal.any([until.signal, inner.signal]);
  const checkpoint = await readCheckpoint(fed.database.writer);
  const apply = applying(ports, fed, checkpoint);
  const { store, prefix } = ports;
  try {
    const batches = store.subscribe({ after: checkpoint.position, prefix, signal });
    for await (const batch of readAhead(batches)) {
      if (until.signal.aborted) return true;
      if ((await apply(batch)) === 'moved-on') return false;
      if (until.caughtUp && batch.caughtUp) return true;
    }
    return true;
  } finally {
    inner.abort();
  }
};

const applying = ({ inTurn, onApplied }: FollowerPorts, { target }: Fed, from: Checkpoint) => {
  const joiner = createAppendJoiner(from.position);
  let checkpoint = from;
  return async (batch: Batch): Promise<'applied' | 'moved-on'> => {
    const whole = joiner.take(batch);
    if (whole.upTo !== checkpoint.position) {
      const applied = await inTurn(() => target.apply(whole, checkpoint));
      if (applied === 'moved-on') return applied;
      checkpoint = applied;
    }
    onApplied(whole.events, batch.caughtUp);
    return 'applied';
  };
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
