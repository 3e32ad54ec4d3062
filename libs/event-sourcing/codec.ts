import { hash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from './canonical.js';
import type { Catalogue, EventDefinition } from './catalogue.js';
import { definitionOf } from './effective-order.js';
import {
  ERASED,
  type Actor,
  type CommandStamp,
  type DecisionTaken,
  type Event,
  type Evidence,
  type Happened,
  type Recorded,
  type Source,
} from './event.js';
import type { NewEvent, StoredEvent } from './event-store.js';
import { seal, unseal, type Sealed, type SubjectKey } from './sealing.js';
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

/** What the recording adds to an event when it is written. */
export type Recording = Readonly<{
  authority: string;
  stream: string;
  revision: number;
  recordedAt: Instant;
  source: Source;
  correlationId: string;
  causationId?: string | undefined;
  command: CommandStamp;
  previous: string;
  key: SubjectKey | undefined;
  iv: () => Buffer;
}>;

/** Personal values of earlier events under a new key: what `PersonalDataRestated` carries. */
export type Restated = Readonly<Record<string, Readonly<Record<string, unknown>>>>;

export const RESTATEMENT = 'PersonalDataRestated';

/** Free text given for broken rules travels with the personal values, under this name. */
const REASONS = '$reasons';

export type Codec<E extends Event> = Readonly<{
  encode: (event: Happened<E>, recording: Recording) => NewEvent;
  /**
   * Verifies each hash, decrypts what `open` has keys for, raises old versions, and checks the shape.
   * `'trust'` skips the first and the last: for bulk reading of what this service has written and
   * `verify` has checked.
   */
  decode: (
    stored: readonly StoredEvent[],
    open: KeyLookup,
    trust?: 'verify' | 'trust',
  ) => readonly Recorded<E>[];
}>;

/** The key by its id, if it still exists. A lookup that never finds one reads everything as erased. */
export type KeyLookup = (kid: string) => SubjectKey | undefined;

export const keepSealed: KeyLookup = () => undefined;

type Parser = Readonly<{
  open: z.ZodType;
  personal: z.ZodType;
  personalNames: readonly string[];
  check: (event: StoredEvent, values: Values) => void;
}>;

export const createCodec = <E extends Event>(catalogue: Catalogue): Codec<E> => {
  const parsers = new Map(
    Object.entries(catalogue).map(([type, definition]) => [type, parserOf(definition)]),
  );
  const byStoredName = new Map(
    Object.entries(catalogue).map(([type, { storedAs }]) => [storedAs, type]),
  );
  const parserFor = (type: string): Parser => {
    const parser = parsers.get(type);
    if (parser === undefined) throw new Error(`No event type ${type} in the catalogue.`);
    return parser;
  };

  const encode = (event: Happened<E>, recording: Recording): NewEvent => {
    const definition = definitionOf(catalogue, event);
    const { data, personal } = split(parserFor(event.type), event);
    const place = {
      format: 1,
      stream: recording.stream,
      eventId: event.eventId,
      type: definition.storedAs,
    };
    const envelope: Envelope = {
      ...envelopeOf(event, recording),
      type: definition.storedAs,
      schema: definition.version,
      data,
      personal: personal && [
        seal(keyFor(event, recording), { place, plain: personal, iv: recording.iv() }),
      ],
    };
    const body = canonical(envelope);
    return { id: event.eventId, body, hash: hash('sha256', body) };
  };

  const decode: Codec<E>['decode'] = (stored, open, trust = 'verify') => {
    const parsed = stored.map((event) => parsedEnvelope(event, trust));
    const restated = restatementsIn(parsed, catalogue, open);
    return parsed.map(({ event, envelope }) => {
      const type = byStoredName.get(envelope.type);
      if (type === undefined) throw new UnreadableEvent(event, `type ${envelope.type} is unknown`);
      const personal = restated.get(envelope.id) ?? unsealed(envelope, open);
      const definition = definitionOf(catalogue, { type, data: {} });
      const values = upcast(definition, { event, envelope, personal });
      const parser = parserFor(type);
      if (trust === 'verify') parser.check(event, values);
      return toRecorded<E>({ event, envelope, type, values, personal, parser });
    });
  };

  return { encode, decode };
};

/** A stored event that this version of the service cannot make sense of. Nothing was changed. */
export class UnreadableEvent extends Error {
  override readonly name = 'UnreadableEvent';
  constructor({ stream, revision }: StoredEvent, why: string) {
    super(`Event ${revision} of ${stream} cannot be read: ${why}.`);
  }
}

const parserOf = ({ data, personal }: EventDefinition): Parser => {
  const open = z.strictObject(data);
  const personalNames = Object.keys(personal);
  return {
    open,
    personal: z.strictObject(personal),
    personalNames,
    check: (event, values) => {
      const publicPart = Object.fromEntries(
        Object.entries(values).filter(
          ([name]) => name !== REASONS && !personalNames.includes(name),
        ),
      );
      const { error } = open.safeParse(publicPart);
      if (error) throw new UnreadableEvent(event, z.prettifyError(error));
    },
  };
};

type Values = Record<string, unknown>;

const split = (
  { open, personal, personalNames }: Parser,
  event: Happened,
): { data: Values; personal: Values | undefined } => {
  const data: Values = {};
  const kept: Values = {};
  for (const [name, value] of Object.entries(event.data)) {
    if (value === undefined) continue;
    if (personalNames.includes(name)) kept[name] = value;
    else data[name] = value;
  }
  const parsed = { data: open.parse(data) as Values, personal: personal.parse(kept) as Values };
  const reasons = Object.fromEntries(
    event.irregularities.map(({ code, reason }) => [code, reason]),
  );
  if (event.irregularities.length > 0) parsed.personal[REASONS] = reasons;
  return {
    data: parsed.data,
    personal: Object.keys(parsed.personal).length > 0 ? parsed.personal : undefined,
  };
};

const keyFor = ({ type }: Event, { key, stream }: Recording): SubjectKey => {
  if (key === undefined) throw new Error(`${type} holds personal data, but ${stream} has no key.`);
  return key;
};

const envelopeOf = (
  event: Happened,
  recording: Recording,
): Omit<Envelope, 'type' | 'schema' | 'data' | 'personal'> => ({
  format: 1,
  authority: recording.authority,
  stream: recording.stream,
  revision: recording.revision,
  id: event.eventId,
  entry: event.entryId,
  occurredOn: event.occurredOn,
  receivedOn: event.receivedOn,
  recordedAt: recording.recordedAt,
  actor: event.actor,
  decision: event.decision,
  evidence: event.evidence,
  irregularities:
    event.irregularities.length > 0 ? event.irregularities.map(({ code }) => code) : undefined,
  source: recording.source,
  correlation: recording.correlationId,
  causation: recording.causationId,
  command: recording.command,
  previous: recording.previous,
});

type Parsed = Readonly<{ event: StoredEvent; envelope: Envelope }>;

const parsedEnvelope = (event: StoredEvent, trust: 'verify' | 'trust'): Parsed => {
  if (trust === 'verify' && hash('sha256', event.body) !== event.hash)
    throw new UnreadableEvent(event, 'its hash does not match: it was altered after recording');
  return { event, envelope: JSON.parse(event.body) as Envelope };
};

const unsealed = (
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

const upcast = (
  { version, upcasters }: EventDefinition,
  { event, envelope, personal }: Parsed & Readonly<{ personal: Values | undefined }>,
): Values => {
  let values: Values = { ...envelope.data, ...personal };
  for (let from = envelope.schema; from < version; from += 1) {
    const raise = upcasters[from];
    if (raise === undefined)
      throw new UnreadableEvent(event, `no upcaster raises schema version ${from}`);
    values = raise(values);
  }
  return values;
};

/** Later restatements win: each restates all that is to stay readable. */
const restatementsIn = (
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

type Readable = Parsed &
  Readonly<{ type: string; values: Values; personal: Values | undefined; parser: Parser }>;

const toRecorded = <E extends Event>(readable: Readable): Recorded<E> => {
  const { event, envelope, type, values, personal, parser } = readable;
  const { [REASONS]: reasons, ...data } = values;
  if (personal === undefined) for (const name of parser.personalNames) data[name] = ERASED;
  const reasonFor = reasons as Readonly<Record<string, string>> | undefined;
  return {
    type,
    data,
    eventId: envelope.id,
    entryId: envelope.entry,
    occurredOn: envelope.occurredOn,
    receivedOn: envelope.receivedOn,
    actor: envelope.actor,
    decision: envelope.decision,
    evidence: envelope.evidence,
    irregularities: (envelope.irregularities ?? []).map((code) => ({
      code,
      reason: reasonFor?.[code] ?? ERASED,
    })),
    stream: envelope.stream,
    revision: event.revision,
    recordedAt: envelope.recordedAt,
    knownAt: event.knownAt,
    position: event.position,
    source: envelope.source,
    correlationId: envelope.correlation,
    causationId: envelope.causation,
    command: envelope.command,
    hash: event.hash,
  } as Recorded<Event> as Recorded<E>;
};
