import { createSecretKey } from 'node:crypto';
import { createCodec, FIRST_PREVIOUS, microsOf, instantOf } from '../index.js';
import type { Catalogue, Codec, Event, Instant, Placed, SubjectKey } from '../index.js';

const RECORDED_AT = '2025-09-01T09:00:00.000000Z' as Instant;

/** A key for examples: the same bytes every time. */
export const exampleKey = (kid = 'key-1', fill = 7): SubjectKey => ({
  kid,
  sealing: createSecretKey(Buffer.alloc(32, fill)),
  digesting: createSecretKey(Buffer.alloc(32, fill + 1)),
});

const KEY = exampleKey();
const codecs = new WeakMap<Catalogue, Codec<Event>>();

const codecOf = (catalogue: Catalogue): Codec<Event> => {
  const known = codecs.get(catalogue);
  if (known) return known;
  const codec = createCodec<Event>(catalogue);
  codecs.set(catalogue, codec);
  return codec;
};

/** Fails unless the event comes back from the stored format as it went in. */
export const assertStorable = (catalogue: Catalogue, event: Placed): void => {
  const codec = codecOf(catalogue);
  const stored = codec.encode(event, {
    ...{ authority: 'E00000000', stream: 'example', revision: event.revision },
    ...{ recordedAt: RECORDED_AT, source: 'user', correlationId: 'correlation-1' },
    ...{ command: { id: 'command-1', caller: 'example', digest: '' }, previous: FIRST_PREVIOUS },
    ...{ key: KEY, iv: () => Buffer.alloc(12) },
  });
  const knownAt = instantOf(microsOf(RECORDED_AT));
  const place = { stream: 'example', revision: event.revision, knownAt };
  const [read] = codec.decode([{ ...stored, ...place, position: 'p:1' as never }], () => KEY);
  const { data } = read ?? {};
  expect({ type: event.type, data }).toEqual({ type: event.type, data: event.data });
};
