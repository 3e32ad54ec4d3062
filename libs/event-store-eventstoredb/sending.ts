import { binaryEvent, WrongExpectedVersionError, type EventData } from '@eventstore/db-client';
import type { Append, ExpectedRevision } from '#libs/event-sourcing';
import type { Calls } from './calls.js';
import { placeOf, type Place } from './places.js';
import { stampBytes, type Sending } from './stamp.js';

/** The type that the server shows; what kind of event it is stands in the bytes. */
const EVENT_TYPE = 'stored-format-1';

export type Sent =
  | Readonly<{ went: 'in'; place: Place | undefined }>
  | Readonly<{ went: 'nowhere'; actual: ExpectedRevision }>;

/** Sends an append once. A wrong expected revision is a value. */
export const send = async (calls: Calls, append: Append, sending: Sending): Promise<Sent> => {
  const events = append.events.map((event): EventData => {
    const data = new Uint8Array(Buffer.from(event.body, 'utf8'));
    const metadata = stampBytes(append, event, sending);
    return binaryEvent({ id: event.id, type: EVENT_TYPE, data, metadata });
  });
  try {
    const { position } = await calls.append(append.stream, append.expected, events);
    return { went: 'in', place: position && placeOf(position) };
  } catch (error) {
    if (!(error instanceof WrongExpectedVersionError)) throw error;
    const { actualVersion } = error;
    const actual = typeof actualVersion === 'bigint' ? Number(actualVersion) : 'no-stream';
    return { went: 'nowhere', actual };
  }
};
