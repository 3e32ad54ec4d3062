import { hash } from 'node:crypto';
import { canonical, FIRST_PREVIOUS, type StoredEvent } from '#libs/event-sourcing';

export type Problem =
  /** The body is not what was hashed: it was altered. */
  | 'altered'
  /** The body is not the canonical JSON of an event of stored format 1. */
  | 'not-canonical'
  /** No event of this revision is where it should be; `revision` is the first that is missing. */
  | 'missing'
  /** The revision was there before, or comes after a higher one. */
  | 'out-of-order'
  /** The body belongs elsewhere: it names another stream, revision or id than it is kept under. */
  | 'misplaced'
  /** It does not follow the event before it: that one, or this one, was put in its place. */
  | 'chain-broken'
  /** When it became known does not follow from the log before it. */
  | 'known-at'
  /** Its position is not after the position before it. */
  | 'position';

export type Finding = Readonly<{
  stream: string;
  revision: number;
  problem: Problem;
  /** In words, without anything personal. */
  detail: string;
}>;

/** What of a stream has to be remembered to check its next event. */
export type StreamHead = Readonly<{
  revision: number;
  /** What the next event has to name; `undefined` where the one before is not in its place. */
  hash: string | undefined;
}>;

const EMPTY: StreamHead = { revision: -1, hash: FIRST_PREVIOUS };

export type Checked = Readonly<{
  head: StreamHead;
  findings: readonly Finding[];
  /** As the event says, where that can be believed. */
  recordedAt: string | undefined;
}>;

type Found = Readonly<{ revision?: number; problem: Problem; detail: string }>;

/** Checks one event against the one before it in its stream; `undefined`: it is the first. */
export const checkedInStream = (event: StoredEvent, before: StreamHead = EMPTY): Checked => {
  const { stream, revision } = event;
  const claims = claimsOf(event);
  const content = contentProblem(event, claims, before);
  const found = [sequenceProblem(event, before), content].filter((one) => one !== undefined);
  const inPlace = content?.problem !== 'misplaced' && content?.problem !== 'not-canonical';
  return {
    head: {
      revision: Math.max(revision, before.revision),
      hash: inPlace ? event.hash : undefined,
    },
    findings: found.map((one) => ({ stream, revision, ...one })),
    recordedAt: inPlace && content?.problem !== 'altered' ? claims?.recordedAt : undefined,
  };
};

const sequenceProblem = ({ revision }: StoredEvent, before: StreamHead): Found | undefined => {
  const expected = before.revision + 1;
  if (revision === expected) return undefined;
  if (revision < expected)
    return { problem: 'out-of-order', detail: `Revision ${expected} should stand here.` };
  const last = revision - 1;
  const detail =
    expected === last ? `Revision ${last} is missing.` : `${expected} to ${last} are missing.`;
  return { revision: expected, problem: 'missing', detail };
};

/** The first thing that is wrong: after it the others say nothing more. */
const contentProblem = (
  event: StoredEvent,
  claims: Claims | undefined,
  before: StreamHead,
): Found | undefined => {
  if (hash('sha256', event.body) !== event.hash)
    return { problem: 'altered', detail: 'The hash of its body is not the hash kept with it.' };
  if (claims === undefined)
    return { problem: 'not-canonical', detail: 'Its body is not canonical JSON of format 1.' };
  const wrong = (['stream', 'revision', 'id'] as const).filter(
    (name) => claims[name] !== event[name],
  );
  if (wrong.length > 0)
    return { problem: 'misplaced', detail: `Its body names another ${wrong.join(' and ')}.` };
  const follows = event.revision === before.revision + 1 && before.hash !== undefined;
  if (follows && claims.previous !== before.hash)
    return { problem: 'chain-broken', detail: 'It names another event before it.' };
  return undefined;
};

/** What an event says of itself. */
type Claims = Readonly<Record<'stream' | 'revision' | 'id' | 'previous', unknown>> &
  Readonly<{ recordedAt: string }>;

const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

const claimsOf = ({ body }: StoredEvent): Claims | undefined => {
  try {
    const parsed = JSON.parse(body) as Claims & Readonly<{ format?: unknown }>;
    const isFormat1 = parsed.format === 1 && INSTANT.test(parsed.recordedAt);
    return isFormat1 && canonical(parsed) === body ? parsed : undefined;
  } catch {
    return undefined;
  }
};
