import { createHash, randomUUID } from 'node:crypto';
import type {
  Append,
  AppendOutcome,
  Batch,
  EventStore,
  ExpectedRevision,
  Instant,
  NewEvent,
  Position,
  StoredEvent,
} from '../../index.js';

export const AT = '2026-03-02T09:00:00.000000Z' as Instant;

/** No other test, and no earlier run against a store that outlives it, has used the name. */
export const newName = (start = 'contract'): string => `${start}-${randomUUID()}`;

export const newEvent = (body = '{"said":"hello"}'): NewEvent => ({
  id: randomUUID(),
  body,
  hash: createHash('sha256').update(body).digest('hex'),
});

export const newEvents = (count: number): readonly NewEvent[] =>
  Array.from({ length: count }, (_, index) => newEvent(JSON.stringify({ index })));

export const appending = (
  stream: string,
  expected: ExpectedRevision,
  events: readonly NewEvent[] = [newEvent()],
): Append => ({ stream, expected, events, recordedAt: AT });

type Appended = Extract<AppendOutcome, { outcome: 'appended' }>;

/** Appends what must go in. */
export const put = async (store: EventStore, append: Append): Promise<Appended> => {
  const outcome = await store.append(append);
  if (outcome.outcome !== 'appended')
    throw new Error(`${append.stream} stood at ${outcome.actual}, not at ${append.expected}.`);
  return outcome;
};

export const bare = ({ id, body, hash }: NewEvent): NewEvent => ({ id, body, hash });
export const bares = (events: readonly NewEvent[]): readonly NewEvent[] => events.map(bare);
export const idsOf = (events: readonly Readonly<{ id: string }>[]): readonly string[] =>
  events.map(({ id }) => id);

type From = Readonly<{ after: Position | 'start'; prefix?: string; page?: number }>;

/** Reads page after page until the end; every page as it came. */
export const pagesOf = async (
  store: EventStore,
  { after, prefix, page = 100 }: From,
): Promise<readonly Batch[]> => {
  const pages: Batch[] = [];
  for (let from = after; ;) {
    const batch = await store.readAll({ after: from, prefix, limit: page });
    pages.push(batch);
    if (batch.caughtUp) return pages;
    if (batch.upTo === from) throw new Error('Neither caught up nor any further.');
    from = batch.upTo;
  }
};

export const allOf = async (store: EventStore, from: From): Promise<readonly StoredEvent[]> =>
  (await pagesOf(store, from)).flatMap(({ events }) => events);

/** Appends one event, looking again whenever somebody else was faster. */
export const persist = async (
  store: EventStore,
  stream: string,
  event: NewEvent,
): Promise<Appended> => {
  let expected: ExpectedRevision = 'no-stream';
  for (;;) {
    const outcome = await store.append(appending(stream, expected, [event]));
    if (outcome.outcome === 'appended') return outcome;
    expected = outcome.actual;
  }
};
