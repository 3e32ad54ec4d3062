import { instantOf, microsOf, type Instant, type StoredEvent } from '#libs/event-sourcing';
import type { Finding } from './event-check.js';

/**
 * `whole`: every event of the log is seen, so that when each became known can be recomputed exactly.
 * Otherwise it can only be seen not to go back.
 */
export type Seen = 'whole' | 'part';

type Placed = Readonly<{
  stream: string;
  position: string;
  knownAt: Instant;
  recordedAt: string | undefined;
}>;

/** Checks the order of the log itself, which no hash covers. */
export const logOrderCheck = (seen: Seen) => {
  let before: Placed | undefined;
  return (event: StoredEvent, recordedAt: string | undefined): readonly Finding[] => {
    const { stream, revision, position, knownAt } = event;
    const now = { stream, position, knownAt, recordedAt };
    const findings: Finding[] = [];
    const wrongTime = timeProblem(now, before, seen);
    if (wrongTime !== undefined)
      findings.push({ stream, revision, problem: 'known-at', detail: wrongTime });
    if (before && position <= before.position) {
      const detail = 'Its position is not after the position before it.';
      findings.push({ stream, revision, problem: 'position', detail });
    }
    before = now;
    return findings;
  };
};

const timeProblem = (now: Placed, before: Placed | undefined, seen: Seen): string | undefined => {
  if (before && now.knownAt < before.knownAt) return `${now.knownAt} is before ${before.knownAt}.`;
  if (now.recordedAt === undefined) return undefined;
  if (now.knownAt < now.recordedAt) return `It was known before it was recorded.`;
  if (seen === 'part' || isOfSameAppend(now, before)) return undefined;
  const expected = expectedKnownAt(now.recordedAt, before);
  return now.knownAt === expected ? undefined : `${now.knownAt} should be ${expected}.`;
};

const isOfSameAppend = (now: Placed, before: Placed | undefined): boolean =>
  before?.knownAt === now.knownAt && before.stream === now.stream;

const expectedKnownAt = (recordedAt: string, before: Placed | undefined): string => {
  if (before === undefined) return recordedAt;
  const next = instantOf(microsOf(before.knownAt) + 1n);
  return recordedAt > next ? recordedAt : next;
};
