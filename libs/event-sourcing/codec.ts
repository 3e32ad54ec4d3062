import { hash } from 'node:crypto';
import { z } from 'zod';
import { canonical } from './canonical.js';
import type { Catalogue, EventDefinition } from './catalogue.js';
import { definitionOf } from './effective-order.js';
import {
  parsedEnvelope,
  restatementsIn,
  unsealed,
  UnreadableEvent,
  type Envelope,
  type KeyLookup,
  type Parsed,
  type Values,
} from './envelope.js';
import {
  ERASED,
  type CommandStamp,
  type Event,
  type Happened,
  type Recorded,
  type Source,
} from './event.js';
import type { NewEvent, StoredEvent } from './event-store.js';
import { seal, type Sealed, type SubjectKey } from './sealing.js';
import type { Instant } from './times.js';

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
    const { storedAs: type, version: schema } = definitionOf(catalogue, event);
    const { data, personal } = split(parserFor(event.type), event);
    const envelope = envelopeOf(event, recording, {
      ...{ type, schema, data },
      personal: personal && [sealed(event, recording, { type, plain: personal })],
    });
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
  if (event.irregularities.length > 0)
    parsed.personal[REASONS] = Object.fromEntries(
      event.irregularities.map(({ code, reason }) => [code, reason]),
    );
  return {
    data: parsed.data,
    personal: Object.keys(parsed.personal).length > 0 ? parsed.personal : undefined,
  };
};

const sealed = (
  { type, eventId }: Happened,
  { key, stream, iv }: Recording,
  content: Readonly<{ type: string; plain: Values }>,
): Sealed => {
  if (key === undefined) throw new Error(`${type} holds personal data, but ${stream} has no key.`);
  const place = { format: 1, stream, eventId, type: content.type };
  return seal(key, { place, plain: content.plain, iv: iv() });
};

/** Its fields stand in the order of the canonical form, which then has little left to sort. */
const envelopeOf = (
  event: Happened,
  recording: Recording,
  content: Pick<Envelope, 'type' | 'schema' | 'data' | 'personal'>,
): Envelope => ({
  actor: event.actor,
  authority: recording.authority,
  causation: recording.causationId,
  command: recording.command,
  correlation: recording.correlationId,
  data: content.data,
  decision: event.decision,
  entry: event.entryId,
  evidence: event.evidence,
  format: 1,
  id: event.eventId,
  irregularities:
    event.irregularities.length > 0 ? event.irregularities.map(({ code }) => code) : undefined,
  occurredOn: event.occurredOn,
  personal: content.personal,
  previous: recording.previous,
  receivedOn: event.receivedOn,
  recordedAt: recording.recordedAt,
  revision: recording.revision,
  schema: content.schema,
  source: recording.source,
  stream: recording.stream,
  type: content.type,
});

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
