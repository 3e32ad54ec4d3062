import type { Event } from '#libs/event-sourcing';
import type { Projection } from './projection.js';
import type { RebuildWorker } from './rebuild-worker.js';
import type { Source } from './target.js';

export type ProjectionOptions<S, E extends Event> = Readonly<{
  /** Where the stored tables are kept; made when it is not there. */
  folder: string;
  source: Source<E>;
  projection: Projection<S, E>;
  /** How often it looks for what other processes did. Default 250. */
  pollEveryMs?: number | undefined;
  /** For rebuilds by two threads. */
  worker?: RebuildWorker | undefined;
}>;

export const POLL_EVERY_MS = 250;
