import type { Append, NewEvent } from './event-store.js';

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const SHA256 = /^[0-9a-f]{64}$/;
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/;

/**
 * Throws on what no store could keep as it is. Every adapter asks it before an append leaves the
 * caller, so that one caller's mistake does not become the doubt of others.
 */
export const assertAppendable = ({ stream, expected, events, recordedAt }: Append): void => {
  if (stream === '' || !isText(stream)) throw new TypeError('A stream needs a name.');
  if (expected !== 'no-stream' && !(Number.isSafeInteger(expected) && expected >= 0))
    throw new RangeError(`Nothing can be expected at revision ${expected}: it is no count.`);
  if (expected !== 'no-stream' && !Number.isSafeInteger(expected + events.length))
    throw new RangeError('Revisions end at 2^53.');
  if (!INSTANT.test(recordedAt)) throw new TypeError(`"${recordedAt}" is no instant.`);
  if (events.length === 0) throw new RangeError('An append records at least one event.');
  events.forEach(assertEvent);
};

const assertEvent = ({ id, hash, body }: NewEvent): void => {
  if (!UUID.test(id)) throw new TypeError(`"${id}" is no UUID in lower case.`);
  if (!SHA256.test(hash)) throw new TypeError(`Event ${id} has no SHA-256 in lower-case hex.`);
  if (!isText(body)) throw new TypeError(`Event ${id} has a body that UTF-8 cannot hold.`);
};

// A lone surrogate would come back as another character, and the hash would no longer match.
const isText = (value: unknown): boolean => typeof value === 'string' && value.isWellFormed();
