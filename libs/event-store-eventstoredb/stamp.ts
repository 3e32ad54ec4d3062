import type { Append, Instant, NewEvent } from '#libs/event-sourcing';
import { z } from 'zod';
import { BEGINNING, type Place } from './places.js';

/**
 * What is kept beside an event's bytes, as the server's metadata. `seen` and `seenKnownAt` make
 * knownAt a function of the log that can be had anywhere in it: up to `seen` the writer had read the
 * log, `seenKnownAt` was the highest knownAt up to there; the few appends between `seen` and the
 * event are read again by whoever wants to know (known-times.ts).
 */
export type Stamp = Readonly<{
  recordedAt: Instant;
  hash: string;
  /** One sending of an append: another for a resend by somebody else, which tells the two apart. */
  sending: string;
  seen: Place;
  /** Microseconds; nothing of ours was there yet when it is null. */
  seenKnownAt: bigint | null;
}>;

const stored = z.object({
  recordedAt: z.string(),
  hash: z.string(),
  sending: z.string(),
  seen: z.string(),
  seenKnownAt: z.string().nullable(),
});

export type Sending = Readonly<{
  sending: string;
  seen: Place;
  seenKnownAt: bigint | null;
}>;

export const stampBytes = (
  { recordedAt }: Append,
  { hash }: NewEvent,
  { sending, seen, seenKnownAt }: Sending,
): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      JSON.stringify({
        ...{ recordedAt, hash, sending, seen },
        seenKnownAt: seenKnownAt === null ? null : String(seenKnownAt),
      } satisfies z.infer<typeof stored>),
    ),
  );

/** @throws Error on an event in our streams that something else has written */
export const stampOf = (metadata: unknown, where: string): Stamp => {
  const { success, data } = stored.safeParse(metadata);
  if (!success)
    throw new Error(
      `${where} was not written by this service: its metadata is not ours. Nothing was read. Give ` +
        'the service a namespace that nothing else writes to.',
    );
  const { recordedAt, hash, sending, seen, seenKnownAt } = data;
  return {
    ...{ recordedAt: recordedAt as Instant, hash, sending },
    seen: seen === '' ? BEGINNING : (seen as Place),
    seenKnownAt: seenKnownAt === null ? null : BigInt(seenKnownAt),
  };
};
