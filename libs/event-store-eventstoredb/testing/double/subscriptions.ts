import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { caughtUp, checkpoint, confirmation, eventRead } from './messages.js';
import { numberAt, offsetOf } from './places.js';
import type { All, Call, Reading, Send } from './reading.js';
import type { ServerLog, ServerRecord } from './server-log.js';

const DEFAULT_WINDOW = 32;

type Following = Reading & Readonly<{ all: All; call: Call }>;

/**
 * Subscriptions begin after the position. Checkpoints come once in so many events looked at, and,
 * as in the versions before 23.10 (KurrentDB PR 4035), one for the end of the log when it goes live,
 * before everything up to there was sent. From 23.10 on it says when it has caught up.
 */
export const follow = async ({ log, options, all, send, call }: Following): Promise<void> => {
  const ended = new AbortController();
  for (const event of ['cancelled', 'close']) call.on(event, () => ended.abort());
  if (call.cancelled) return;
  await send(confirmation('subscription-1'));
  const sendOn = createSendingOn(options, send);
  let live = false;
  for await (const batch of log.live(await fromIn(all, log), ended.signal)) {
    const goesLive = batch.caughtUp && !live;
    if (goesLive) await send(checkpoint(offsetOf(await log.last())));
    if (!(await sendOn(batch.records))) return;
    if (goesLive) await send(caughtUp());
    live ||= batch.caughtUp;
  }
};

const fromIn = async (all: All, log: ServerLog): Promise<number> => {
  if (all.hasEnd()) return log.last();
  return all.hasStart() ? 0 : numberAt(BigInt(all.getPosition()?.getCommitPosition() ?? 0));
};

/** Sends what the filter lets through, and checkpoints on the way. Says whether to go on. */
const createSendingOn = (options: streams.ReadReq.Options, send: Send) => {
  const filter = options.getFilter();
  const every = (filter?.getCheckpointintervalmultiplier() ?? 1) * DEFAULT_WINDOW;
  const prefixes = filter?.getStreamIdentifier()?.getPrefixList() ?? [''];
  let looked = 0;
  return async (records: readonly ServerRecord[]): Promise<boolean> => {
    for (const record of records) {
      const wanted = prefixes.some((prefix) => record.stream.startsWith(prefix));
      if (wanted && !(await send(eventRead(record)))) return false;
      looked += 1;
      if (looked % every === 0) await send(checkpoint(offsetOf(record.number)));
    }
    return true;
  };
};
