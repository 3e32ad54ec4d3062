import { UnreadableEvent } from '#libs/event-sourcing';
import type { Parked } from './database.js';
import type { StreamAppend } from './appends.js';

const LONGEST = 300;

/** Why a stream is parked, in words that hold nothing of what was in the event. */
export const reasonOf = (error: unknown): string => {
  if (error instanceof UnreadableEvent) return error.message.slice(0, LONGEST);
  if (error instanceof SyntaxError) return 'An event is not valid JSON.';
  if (error instanceof Error) return `${error.name}: ${error.message}`.slice(0, LONGEST);
  return 'The rows could not be computed.';
};

export const parkedAt = ({ stream, revision, events }: StreamAppend, error: unknown): Parked => ({
  stream,
  revision,
  position: events[0]?.position ?? '',
  reason: reasonOf(error),
});
