import { setTimeout as pause } from 'node:timers/promises';
import { ErrorType, isCommandError } from '@eventstore/db-client';

const passing: ReadonlySet<ErrorType> = new Set([
  ErrorType.UNAVAILABLE,
  ErrorType.CANCELLED,
  ErrorType.NOT_LEADER,
  ErrorType.DEADLINE_EXCEEDED,
  ErrorType.TIMEOUT,
]);

// What a broken connection is reported as, depending on where in the protocol it broke.
const INTERNAL = 13;
const closedChannel = /channel (has been )?(closed|shut ?down)|write after end|premature close/i;

/** Whether the server refused something for this reason. */
export const isRefusal = (error: unknown, type: ErrorType): boolean =>
  error instanceof Error && isCommandError(error) && error.type === type;

/** Worth trying again: the connection, or the leader, went away. */
export const isPassing = (error: unknown): boolean => {
  if (!(error instanceof Error)) return false;
  if (closedChannel.test(error.message)) return true;
  if (!isCommandError(error)) return /failed to discover/i.test(error.message);
  return passing.has(error.type) || error.code === INTERNAL;
};

export type Patience = Readonly<{ ms: number; signal: AbortSignal }>;

const FIRST_PAUSE_MS = 10;
const LONGEST_PAUSE_MS = 500;

/** Tries until it works, fails for good, or patience ends; then throws what it failed with last. */
export const patiently = async <T>(
  attempt: () => Promise<T>,
  { ms, signal }: Patience,
): Promise<T> => {
  const until = performance.now() + ms;
  for (let wait = FIRST_PAUSE_MS; ; wait = Math.min(wait * 2, LONGEST_PAUSE_MS)) {
    try {
      return await attempt();
    } catch (error) {
      if (!isPassing(error) || signal.aborted || performance.now() + wait > until) throw error;
    }
    await pause(wait, undefined, { signal }).catch(() => undefined);
  }
};
