import type { Codec, Event, EventStore, Position } from '#libs/event-sourcing';
import type { WholeAppends } from './appends.js';
import type { Checkpoint, ReadDatabase } from './database.js';

/**
 * One generation being fed from the log. `apply` brings rows, parked streams and checkpoint forward
 * in one transaction; it answers `moved-on` (and changes nothing) when another process was faster.
 */
export type Target = Readonly<{
  apply: (appends: WholeAppends, from: Checkpoint) => Promise<Checkpoint | 'moved-on'>;
  /** Tries a parked stream again, up to the checkpoint. True when it is parked no longer. */
  retry: (stream: string) => Promise<boolean>;
}>;

export type Source<E extends Event> = Readonly<{ store: EventStore; codec: Codec<E> }>;

export type TargetOf<E extends Event> = Readonly<{ source: Source<E>; database: ReadDatabase }>;

export const forwarded = (
  { events }: Checkpoint,
  appends: Readonly<{ upTo: Position | 'start'; events: number }>,
): Checkpoint => ({ position: appends.upTo, events: events + appends.events });
