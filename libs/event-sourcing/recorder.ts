import type { Catalogue } from './catalogue.js';
import type { Codec } from './codec.js';
import type { Refusal } from './decider.js';
import type { Placed } from './effective-order.js';
import { FIRST_PREVIOUS, type KeyLookup } from './envelope.js';
import type { Actor, CommandStamp, Event, Happened, Recorded, Source } from './event.js';
import { OutcomeUnknown, type EventStore, type NewEvent, type Position } from './event-store.js';
import { digestOf, plainDigestOf, type SubjectKey } from './sealing.js';
import type { Instant } from './times.js';

/** Who asks for what, and how a repeat of it would look. */
export type Ticket = Readonly<{
  commandId: string;
  /** Whose command ids these are: two callers may use the same id. */
  caller: string;
  /** What was asked, as it was asked: a repeat must have the same. */
  body: unknown;
  actor: Actor;
  source: Source;
  correlationId: string;
  causationId?: string | undefined;
  /** The revision that the caller has seen, where it insists on it. */
  ifRevision?: number | undefined;
}>;

export type Plan<E extends Event> =
  | Readonly<{ outcome: 'record'; pending: readonly Placed<E>[]; key?: SubjectKey }>
  | Readonly<{ outcome: 'unchanged' }>
  | Readonly<{ outcome: 'refused'; refusal: Refusal }>;

export type History<E extends Event> = Readonly<{
  stream: string;
  events: readonly Recorded<E>[];
  /** The last revision, -1 for an empty stream. */
  revision: number;
}>;

export type Written<E extends Event> =
  | Readonly<{
      outcome: 'recorded';
      entryIds: readonly string[];
      revision: number;
      position: Position;
      /** What the command recorded. */
      events: readonly Happened<E>[];
      /** The stream as it stands after it. */
      history: History<E>;
      /** An earlier sending of the same command had recorded it. */
      repeated: boolean;
    }>
  | Readonly<{ outcome: 'unchanged'; revision: number; position: Position | 'start' }>
  | Readonly<{ outcome: 'refused'; refusal: Refusal; revision: number }>
  | Readonly<{ outcome: 'key-reused' }>
  | Readonly<{ outcome: 'stale'; revision: number }>
  | Readonly<{ outcome: 'contended' }>;

export type RecorderPorts<E extends Event> = Readonly<{
  authority: string;
  store: EventStore;
  codec: Codec<E>;
  catalogue: Catalogue;
  now: () => Instant;
  iv: () => Buffer;
}>;

export type StreamKeys = Readonly<{ current: SubjectKey | undefined; open: KeyLookup }>;

export type Writing = Readonly<{
  stream: string;
  keysOf: () => Promise<StreamKeys>;
  ticket: Ticket;
}>;

/** A history that is at hand, and the keys it was written under, where they are. */
export type Remembered<E extends Event> = Readonly<{
  history: History<E>;
  keys?: StreamKeys | undefined;
}>;

/** What to do about a command, given the history; asked again when others were faster. */
export type Planner<E extends Event> = (history: History<E>) => Plan<E> | Promise<Plan<E>>;

const ATTEMPTS = 4;

/**
 * Records what a planner decides, exactly once. Before each decision the stream is read and the
 * command looked for, so that a resend after a lost answer finds what it recorded. `write` rejects
 * with {@link OutcomeUnknown} when the store could not tell, again and again, what became of it.
 */
export const createRecorder = <E extends Event>(ports: RecorderPorts<E>) => {
  const read = async (stream: string, keys: StreamKeys): Promise<History<E>> => {
    const events = ports.codec.decode(await ports.store.readStream(stream), keys.open);
    return { stream, events, revision: events.length - 1 };
  };

  const write = async (
    { stream, keysOf, ticket }: Writing,
    plan: Planner<E>,
    remembered?: Remembered<E>,
  ): Promise<Written<E>> => {
    if (remembered) {
      const { history, keys = await keysOf() } = remembered;
      const written = await attempt(history, { keys, ticket, plan });
      // What is remembered may be behind: it is good enough to record on, never to refuse on. Its keys
      // likewise: who makes one superfluous appends first, and then nothing more goes in on this.
      if (written && !isDoubt(written) && written.outcome === 'recorded') return written;
    }
    let doubt: OutcomeUnknown | undefined;
    for (let tries = 0; tries < ATTEMPTS; tries += 1) {
      // Whoever was faster may have put the personal values under a new key.
      const keys = await keysOf();
      const written = await attempt(await read(stream, keys), { keys, ticket, plan });
      if (written && !isDoubt(written)) return written;
      doubt = written;
    }
    // "Contended" says that nothing was recorded; after a lost answer nobody can say so.
    if (doubt) throw doubt;
    return { outcome: 'contended' };
  };

  /** Undefined when somebody else was faster, a doubt when the answer was lost: read again and look. */
  const attempt = async (
    history: History<E>,
    { keys, ticket, plan }: Readonly<{ keys: StreamKeys; ticket: Ticket; plan: Planner<E> }>,
  ): Promise<Attempted<E>> => {
    const before = writtenEarlier(history, ticket, keys);
    if (before) return before;
    if (isStale(history, ticket)) return { outcome: 'stale', revision: history.revision };
    return carryOut(await plan(history), { history, keys, ticket });
  };

  const carryOut = async (plan: Plan<E>, context: Context<E>): Promise<Attempted<E>> => {
    const { revision, events } = context.history;
    if (plan.outcome === 'refused') return { outcome: 'refused', refusal: plan.refusal, revision };
    if (plan.outcome === 'unchanged') {
      const position = (events.at(-1)?.position ?? 'start') as Position | 'start';
      return { outcome: 'unchanged', revision, position };
    }
    const { pending, key = context.keys.current } = plan;
    return append(ports, { pending, key }, context);
  };

  return { read, write };
};

type Attempted<E extends Event> = Written<E> | OutcomeUnknown | undefined;

const isDoubt = (result: unknown): result is OutcomeUnknown => result instanceof OutcomeUnknown;

type Context<E extends Event> = Readonly<{
  history: History<E>;
  keys: StreamKeys;
  ticket: Ticket;
}>;

const append = async <E extends Event>(
  ports: RecorderPorts<E>,
  { pending, key }: Readonly<{ pending: readonly Placed<E>[]; key: SubjectKey | undefined }>,
  { history, ticket }: Context<E>,
): Promise<Attempted<E>> => {
  const recordedAt = ports.now();
  const command = stampOf(ticket, key);
  const events = encoded(ports, { pending, key, history, ticket, recordedAt, command });
  const expected = history.revision < 0 ? 'no-stream' : history.revision;
  try {
    const { stream } = history;
    const appended = await ports.store.append({ stream, expected, events, recordedAt });
    // A repeat found by its ids alone was sealed anew here, so its bytes are not those in the log, and
    // its body may be another: reading again finds both out.
    if (appended.outcome === 'wrong-expected-revision' || appended.repeated) return undefined;
    const recorded = asRecorded(pending, { events, ticket, recordedAt, stream, appended, command });
    return {
      outcome: 'recorded',
      entryIds: entriesOf(pending),
      revision: appended.revision,
      position: appended.position,
      events: pending,
      history: grown(history, recorded),
      repeated: false,
    };
  } catch (error) {
    if (isDoubt(error)) return error;
    throw error;
  }
};

export type Recorder<E extends Event> = ReturnType<typeof createRecorder<E>>;

const entriesOf = (events: readonly Happened[]): readonly string[] => [
  ...new Set(events.map(({ entryId }) => entryId)),
];

const isStale = ({ revision }: History<Event>, { ifRevision }: Ticket): boolean =>
  ifRevision !== undefined && ifRevision !== revision;

/** What an earlier sending of the same command came to; undefined when there was none. */
export const writtenEarlier = <E extends Event>(
  history: History<E>,
  { commandId, caller, body }: Ticket,
  { open }: StreamKeys,
): Written<E> | undefined => {
  const mine = history.events.filter(
    ({ command }) => command.id === commandId && command.caller === caller,
  );
  const [first] = mine;
  const last = mine.at(-1);
  if (!first || !last) return undefined;
  if (!sameBody(first.command, body, open)) return { outcome: 'key-reused' };
  return {
    outcome: 'recorded',
    entryIds: entriesOf(mine),
    revision: last.revision,
    position: last.position as Position,
    events: mine,
    history,
    repeated: true,
  };
};

// A destroyed key can no longer tell a repeat from a re-used id; then the recorded answer stands.
const sameBody = ({ digest, kid }: CommandStamp, body: unknown, open: KeyLookup): boolean => {
  if (kid === undefined) return plainDigestOf(body) === digest;
  const key = open(kid);
  return key === undefined || digestOf(body, key) === digest;
};

const grown = <E extends Event>(
  { stream, events, revision }: History<E>,
  recorded: readonly Recorded<E>[],
): History<E> => ({
  stream,
  events: [...events, ...recorded],
  revision: revision + recorded.length,
});

/** The events as a reader will find them; all bear the position at the end of their append. */
const asRecorded = <E extends Event>(
  pending: readonly Placed<E>[],
  written: Readonly<{
    events: readonly NewEvent[];
    ticket: Ticket;
    recordedAt: Instant;
    stream: string;
    appended: Readonly<{ position: Position; knownAt: Instant }>;
    command: CommandStamp;
  }>,
): readonly Recorded<E>[] => {
  const { events, ticket, recordedAt, stream, appended, command } = written;
  return pending.map((event, index) => ({
    ...event,
    stream,
    recordedAt,
    knownAt: appended.knownAt,
    position: appended.position,
    source: ticket.source,
    correlationId: ticket.correlationId,
    causationId: ticket.causationId,
    command,
    hash: events[index]?.hash ?? '',
  }));
};

const stampOf = (
  { commandId: id, caller, body }: Ticket,
  key: SubjectKey | undefined,
): CommandStamp => ({
  id,
  caller,
  digest: key ? digestOf(body, key) : plainDigestOf(body),
  kid: key?.kid,
});

const encoded = <E extends Event>(
  { authority, codec, iv }: RecorderPorts<E>,
  appending: Readonly<{
    pending: readonly Placed<E>[];
    key: SubjectKey | undefined;
    history: History<E>;
    ticket: Ticket;
    recordedAt: Instant;
    command: CommandStamp;
  }>,
): readonly NewEvent[] => {
  const { pending, key, history, ticket, recordedAt, command } = appending;
  const { source, correlationId, causationId } = ticket;
  let previous = history.events.at(-1)?.hash ?? FIRST_PREVIOUS;
  return pending.map((event) => {
    const encodedEvent = codec.encode(event, {
      ...{ authority, stream: history.stream, revision: event.revision, recordedAt, source },
      ...{ correlationId, causationId, command, previous, key, iv },
    });
    previous = encodedEvent.hash;
    return encodedEvent;
  });
};
