import type { EventStore, Position, StoredEvent } from '#libs/event-sourcing';
import { checkedInStream, type Finding, type StreamHead } from './event-check.js';
import { checkpointCheck, type Checkpoint, type CheckpointKept } from './checkpoint.js';
import { logOrderCheck, type Seen } from './log-order-check.js';

export type Verification = Readonly<{
  events: number;
  streams: number;
  /** In the order they were found; at most {@link LISTED}. */
  findings: readonly Finding[];
  /** How many more there were. */
  unlisted: number;
  /** Where checkpoints were given: whether the log begins with each, the smallest first. */
  checkpoints?: readonly CheckpointKept[];
}>;

export type VerifyLog = Readonly<{
  /** Only streams whose name begins so. */
  prefix?: string | undefined;
  /** Signed earlier, of the whole log: they have nothing to say where `prefix` leaves a part of it out. */
  checkpoints?: readonly Checkpoint[] | undefined;
  /** Told after each batch. */
  onProgress?:
    ((soFar: Readonly<{ events: number; streams: number; found: number }>) => void) | undefined;
}>;

export const LISTED = 1_000;
const BATCH = 1_000;

/**
 * Reads the whole log and recomputes every hash and every chain, from the stored bytes alone: no
 * key is needed. That the end of a stream was cut off, or a stream rewritten to its end, only
 * checkpoints show that were taken before. Remembers one hash per stream.
 */
export const verifyLog = async (
  store: Pick<EventStore, 'readAll'>,
  { prefix, checkpoints = [], onProgress }: VerifyLog = {},
): Promise<Verification> => {
  const check = verifying(prefix === undefined ? 'whole' : 'part');
  const kept = checkpoints.length === 0 ? undefined : checkpointCheck(checkpoints);
  const result = () => (kept ? { ...check.result(), checkpoints: kept.result() } : check.result());
  let after: Position | 'start' = 'start';
  for (;;) {
    const { events, upTo, caughtUp } = await store.readAll({ after, prefix, limit: BATCH });
    events.forEach(check.take);
    if (kept) events.forEach(kept.take);
    const { events: count, streams, findings, unlisted } = check.result();
    onProgress?.({ events: count, streams, found: findings.length + unlisted });
    if (caughtUp || upTo === after) return result();
    after = upTo;
  }
};

/** The same for one stream. An unknown stream has no events and no findings. */
export const verifyStream = async (
  store: Pick<EventStore, 'readStream'>,
  stream: string,
): Promise<Verification> => {
  const check = verifying('part');
  let from = 0;
  for (;;) {
    const page = await store.readStream(stream, { from, limit: BATCH });
    page.forEach(check.take);
    if (page.length < BATCH) return check.result();
    from = (page.at(-1)?.revision ?? from) + 1;
  }
};

const verifying = (seen: Seen) => {
  const heads = new Map<string, StreamHead>();
  const inLogOrder = logOrderCheck(seen);
  const findings: Finding[] = [];
  let [events, unlisted] = [0, 0];

  const list = (finding: Finding): void => {
    if (findings.length < LISTED) findings.push(finding);
    else unlisted += 1;
  };
  const take = (event: StoredEvent): void => {
    events += 1;
    const checked = checkedInStream(event, heads.get(event.stream));
    heads.set(event.stream, checked.head);
    checked.findings.forEach(list);
    inLogOrder(event, checked.recordedAt).forEach(list);
  };
  const result = (): Verification => ({
    ...{ events, streams: heads.size, findings: [...findings], unlisted },
  });
  return { take, result };
};
