import type { Instant } from './times.js';

/**
 * A place in the log: opaque, carries the store's id, and sorts as text in log order. Strictly
 * increasing, nothing missing; not promised to be consecutive.
 */
export type Position = string & { readonly brand: 'Position' };

/** Where the stream must stand for an append to go in. There is no "any": say what you relied on. */
export type ExpectedRevision = number | 'no-stream';

/** What an event is to a store: bytes it does not look into. */
export type NewEvent = Readonly<{
  /** UUID, derived from the command, so that a resend is recognised. */
  id: string;
  /** Canonical JSON of stored format 1. */
  body: string;
  /** SHA-256 of `body`, lower-case hex. */
  hash: string;
}>;

export type StoredEvent = NewEvent &
  Readonly<{ stream: string; revision: number; position: Position; knownAt: Instant }>;

export type Append = Readonly<{
  stream: string;
  expected: ExpectedRevision;
  /** At least one. All go in, or none. */
  events: readonly NewEvent[];
  recordedAt: Instant;
}>;

export type AppendOutcome =
  /** `repeated`: the very same events (by id) were found at the expected place already. */
  | Readonly<{
      outcome: 'appended';
      revision: number;
      position: Position;
      knownAt: Instant;
      repeated: boolean;
    }>
  | Readonly<{ outcome: 'wrong-expected-revision'; actual: ExpectedRevision }>;

/** The append may or may not be in the log. Read the stream and look, or send the same again. */
export class OutcomeUnknown extends Error {
  override readonly name = 'OutcomeUnknown';
}

export type ReadStream = Readonly<{
  /** First revision to return; default the first (forwards) or the last (backwards). */
  from?: number | undefined;
  direction?: 'forwards' | 'backwards' | undefined;
  limit?: number | undefined;
}>;

export type ReadAll = Readonly<{
  /** Exclusive. */
  after: Position | 'start';
  /** Only streams whose name begins so. */
  prefix?: string | undefined;
  limit: number;
}>;

export type Subscribe = Readonly<{
  after: Position | 'start';
  prefix?: string | undefined;
  signal: AbortSignal;
}>;

/** `upTo` is where the reading stands, even when the filter let no event through. */
export type Batch = Readonly<{
  events: readonly StoredEvent[];
  upTo: Position | 'start';
  caughtUp: boolean;
}>;

export type EventStore = Readonly<{
  /** Rejects with {@link OutcomeUnknown} when the verdict is lost; nothing is acknowledged then. */
  append: (append: Append) => Promise<AppendOutcome>;
  /** An unknown stream reads as empty. */
  readStream: (stream: string, read?: ReadStream) => Promise<readonly StoredEvent[]>;
  readAll: (read: ReadAll) => Promise<Batch>;
  /** From `after` through catching up to live, without loss or repeat, until `signal` aborts. */
  subscribe: (subscribe: Subscribe) => AsyncIterable<Batch>;
  /** The last position of the log. */
  head: () => Promise<Position | 'start'>;
  close: () => Promise<void>;
}>;
