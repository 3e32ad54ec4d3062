import { hash } from 'node:crypto';
import type { Catalogue } from './catalogue.js';
import type { Actor, CommandStamp, DecisionTaken, Evidence, Source } from './event.js';
import type { StoredEvent } from './event-store.js';
import { unseal, type Sealed, type SubjectKey } from './sealing.js';
import type { Instant, LocalDate, OccurredOn } from './times.js';

/** Stored format 1, for good. `body` is its canonical JSON, `hash` the SHA-256 of `body`. */
export type Envelope = Readonly<{
  format: 1;
  authority: string;
  stream: string;
  revision: number;
  id: string;
  type: string;
  schema: number;
  entry: string;
  occurredOn: OccurredOn;
  receivedOn?: LocalDate | undefined;
  recordedAt: Instant;
  actor: Actor;
  decision?: DecisionTaken | undefined;
  evidence?: readonly Evidence[] | undefined;
  irregularities?: readonly string[] | undefined;
  source: Source;
  correlation: string;
  causation?: string | undefined;
  command: CommandStamp;
  data: Readonly<Record<string, unknown>>;
  personal?: readonly Sealed[] | undefined;
  /** The hash of the event before in this stream; of the first, 64 zeros. */
  previous: string;
}>;

export const FIRST_PREVIOUS = '0'.repeat(64);

/** Personal values of earlier events under a new key: what `PersonalDataRestated` carries. */
export type Restated = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const RESTATEMENT = 'PersonalDataRestated';

/** The key by its id, if it still exists. A lookup that never finds one reads everything as erased. */
export type KeyLookup = (kid: string) => SubjectKey | undefined;

export const keepSealed: KeyLookup = () => undefined;

/** A stored event that this version of the service cannot make sense of. Nothing was changed. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor({ stream, revision }: StoredEvent, why: string) {
    super(`Event ${revision} of ${stream} cannot be read: ${why}.`);
  }
}

export type Values = Record<string, unknown>;

export type Parsed = Readonly<{ event: StoredEvent; envelope: Envelope }>;

export const parsedEnvelope = (event: StoredEvent, trust: 'verify' | 'trust'): Parsed => {
  if (trust === 'verify' && hash('sha256', event.body) !== event.hash)
    throw new UnreadableEvent(event, 'its hash does not match: it was altered after recording');
  const envelope = JSON.parse(event.body) as Envelope;
  if (trust === 'verify' && !standsInItsPlace(event, envelope))
    throw new UnreadableEvent(event, 'it was recorded for another place and has been moved here');
  return { event, envelope };
};

const standsInItsPlace = (event: StoredEvent, { stream, revision, id }: Envelope): boolean =>
  stream === event.stream && revision === event.revision && id === event.id;

export const unsealed = (
  { personal, stream, id, type }: Envelope,
  open: KeyLookup,
): Values | undefined => {
  const values: Values = {};
  for (const sealed of personal ?? []) {
    const key = open(sealed.kid);
    if (key === undefined) return undefined;
    Object.assign(values, unseal(key, sealed, { format: 1, stream, eventId: id, type }));
  }
  return values;
};

/** Later restatements win: each restates all that is to stay readable. */
export const restatementsIn = (
  parsed: readonly Parsed[],
  catalogue: Catalogue,
  open: KeyLookup,
): ReadonlyMap<string, Values> => {
  const storedAs = catalogue[RESTATEMENT]?.storedAs;
  const restated = new Map<string, Values>();
  for (const { envelope } of parsed)
    if (envelope.type === storedAs)
      for (const [eventId, values] of Object.entries(restatedBy(envelope, open)))
        restated.set(eventId, values);
  return restated;
};

const restatedBy = (envelope: Envelope, open: KeyLookup): Readonly<Record<string, Values>> =>
  (unsealed(envelope, open)?.['values'] ?? {}) as Readonly<Record<string, Values>>;

/** The personal values of each event as they were sealed, by event id: what a restatement repeats. */
export const personalValuesIn = (
  catalogue: Catalogue,
  stored: readonly StoredEvent[],
  open: KeyLookup,
): ReadonlyMap<string, Values> => {
  const parsed = stored.map((event) => parsedEnvelope(event, 'verify'));
  const restated = restatementsIn(parsed, catalogue, open);
  const values = new Map<string, Values>();
  for (const { envelope } of parsed) {
    if (!envelope.personal || envelope.type === catalogue[RESTATEMENT]?.storedAs) continue;
    const readable = restated.get(envelope.id) ?? unsealed(envelope, open);
    if (readable) values.set(envelope.id, readable);
  }
  return values;
};
