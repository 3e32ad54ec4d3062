import type { Batch, Position, StoredEvent } from '#libs/event-sourcing';

/** What one command added to one stream, whole; or how far there was nothing. */
export type Step = Readonly<{
  append: readonly StoredEvent[];
  upTo: Position | 'start';
  caughtUp: boolean;
}>;

/** Puts batches, which may end in the middle of an append, together to whole appends. */
export async function* wholeAppends(batches: AsyncIterable<Batch>): AsyncGenerator<Step> {
  let open: StoredEvent[] = [];
  for await (const { events, upTo, caughtUp } of batches) {
    for (const event of events) {
      const [first] = open;
      if (first && !sameAppend(first, event)) {
        yield { append: open, upTo: lastOf(open), caughtUp: false };
        open = [];
      }
      open.push(event);
    }
    // An append is in the log as a whole: what was read to the end is complete.
    if (caughtUp && open.length > 0) {
      yield { append: open, upTo, caughtUp };
      open = [];
    } else if (open.length === 0) yield { append: [], upTo, caughtUp };
  }
}

const sameAppend = (one: StoredEvent, other: StoredEvent): boolean =>
  one.stream === other.stream && one.knownAt === other.knownAt;

const lastOf = (events: readonly StoredEvent[]): Position | 'start' =>
  events.at(-1)?.position ?? 'start';
