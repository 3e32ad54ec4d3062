import { once } from 'node:events';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { Faults } from './faults.js';
import { eventRead, streamNotFound } from './messages.js';
import { numberAt, offsetOf } from './places.js';
import type { All, Call, Reading, Send } from './reading.js';
import type { ServerLog, ServerRecord } from './server-log.js';
import { follow } from './subscriptions.js';

const PAGE = 500;
const BACKWARDS = 1;

/** `Streams/Read`: reads of a stream, reads of `$all`, and subscriptions to `$all` (22.10, 23.10). */
export const answerRead = async (log: ServerLog, faults: Faults, call: Call): Promise<void> => {
  const options = call.request.getOptions();
  if (options === undefined) return void call.end();
  const send = sender(call, faults);
  const stream = options.getStream();
  const all = options.getAll();
  if (stream) await readStream({ log, options, stream, send });
  else if (all && options.hasSubscription()) await follow({ log, options, all, send, call });
  else if (all) await readAll({ log, options, all, send });
  call.end();
};

/** Waits while the client does not take what was sent. Says whether to go on. */
const sender = (call: Call, faults: Faults): Send => {
  let left = faults.nextBreak();
  return async (message) => {
    if (call.cancelled || call.destroyed) return false;
    if (message.hasEvent() && left-- <= 0) {
      faults.breakConnections();
      return false;
    }
    if (message.hasEvent()) faults.trouble.eventsSent += 1;
    if (!call.write(message)) await drained(call);
    return !call.cancelled;
  };
};

const drained = async (call: Call): Promise<void> => {
  const done = new AbortController();
  const { signal } = done;
  await Promise.race(
    ['drain', 'cancelled', 'close'].map((event) =>
      once(call, event, { signal }).catch(() => undefined),
    ),
  );
  done.abort();
};

const sendAll = async (records: readonly ServerRecord[], send: Send): Promise<boolean> => {
  for (const record of records) if (!(await send(eventRead(record)))) return false;
  return true;
};

type StreamOptions = streams.ReadReq.Options.StreamOptions;

type StreamReading = Reading & Readonly<{ stream: StreamOptions }>;

const readStream = async ({ log, options, stream, send }: StreamReading): Promise<void> => {
  const name = Buffer.from(stream.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  const limit = Math.min(Number(options.getCount()), Number.MAX_SAFE_INTEGER);
  const [latest] = await log.ofStream(name, { direction: 'backwards', limit: 1 });
  if (latest === undefined) return void (await send(streamNotFound(name)));
  const from = stream.hasRevision() ? Number(stream.getRevision()) : undefined;
  const direction = options.getReadDirection() === BACKWARDS ? 'backwards' : 'forwards';
  // Whether the real one gives the end, or nothing, for backwards from beyond it: so, nothing.
  if (direction === 'backwards' && from !== undefined && from > latest.revision) return undefined;
  return void (await sendAll(await log.ofStream(name, { direction, from, limit }), send));
};

type AllReading = Reading & Readonly<{ all: All }>;

const readAll = async ({ log, options, all, send }: AllReading): Promise<void> => {
  let left = Number(options.getCount());
  const backwards = options.getReadDirection() === BACKWARDS;
  let at = backwards ? await beforeIn(all, log) : afterIn(all);
  while (left > 0) {
    const size = Math.min(PAGE, left);
    const records = backwards ? await log.before(at, size) : await log.after(at, size);
    if (!(await sendAll(records, send)) || records.length === 0) return;
    left -= records.length;
    at = records.at(-1)?.number ?? at;
  }
};

const offsetIn = (all: All): bigint => BigInt(all.getPosition()?.getCommitPosition() ?? 0);

/** Reads forwards begin with what stands at the position. */
const afterIn = (all: All): number => (all.hasStart() ? 0 : numberAt(offsetIn(all) - 1n));

/** Reads backwards begin with what stands before it. */
const beforeIn = async (all: All, log: ServerLog): Promise<number> => {
  if (all.hasEnd()) return (await log.last()) + 1;
  const offset = offsetIn(all);
  const at = numberAt(offset);
  return offsetOf(at) === offset ? at : at + 1;
};
