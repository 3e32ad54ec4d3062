import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { offsetOf } from './places.js';
import type { ServerRecord } from './server-log.js';

const { AppendResp, ReadResp } = streams;
const { ReadEvent } = ReadResp;
const TICKS_PER_MS = 10_000n;

const nameOf = (stream: string) =>
  new shared.StreamIdentifier().setStreamName(Buffer.from(stream).toString('base64'));

/** A record as a read gives it; from 22.6 on reads of a stream say the position as well. */
export const eventRead = (record: ServerRecord) => {
  const offset = offsetOf(record.number).toString();
  const recorded = new ReadEvent.RecordedEvent()
    .setId(new shared.UUID().setString(record.id))
    .setStreamIdentifier(nameOf(record.stream))
    .setStreamRevision(String(record.revision))
    .setCommitPosition(offset)
    .setPreparePosition(offset)
    .setData(record.data)
    .setCustomMetadata(record.metadata);
  recorded
    .getMetadataMap()
    .set('type', record.type)
    .set('content-type', record.contentType)
    .set('created', String(BigInt(record.created) * TICKS_PER_MS));
  return new ReadResp().setEvent(new ReadEvent().setEvent(recorded).setCommitPosition(offset));
};

export const streamNotFound = (stream: string) =>
  new ReadResp().setStreamNotFound(
    new ReadResp.StreamNotFound().setStreamIdentifier(nameOf(stream)),
  );

export const confirmation = (id: string) =>
  new ReadResp().setConfirmation(new ReadResp.SubscriptionConfirmation().setSubscriptionId(id));

/** From 23.10 on. */
export const caughtUp = () => new ReadResp().setCaughtUp(new ReadResp.CaughtUp());

export const checkpoint = (offset: bigint) =>
  new ReadResp().setCheckpoint(
    new ReadResp.Checkpoint()
      .setCommitPosition(offset.toString())
      // 23.6 leaves it at zero (KurrentDB issue 3989).
      .setPreparePosition('0'),
  );

export const appended = (revision: number, offset: bigint | undefined) => {
  const success = new AppendResp.Success().setCurrentRevision(String(revision));
  const text = String(offset);
  if (offset === undefined) success.setNoPosition(new shared.Empty());
  else
    success.setPosition(new AppendResp.Position().setCommitPosition(text).setPreparePosition(text));
  return new AppendResp().setSuccess(success);
};

export const wrongExpectedVersion = (
  actual: number | 'no-stream',
  expected: number | 'no-stream',
) => {
  const wrong = new AppendResp.WrongExpectedVersion();
  if (actual === 'no-stream') wrong.setCurrentNoStream(new shared.Empty());
  else wrong.setCurrentRevision(String(actual));
  if (expected === 'no-stream') wrong.setExpectedNoStream(new shared.Empty());
  else wrong.setExpectedRevision(String(expected));
  return new AppendResp().setWrongExpectedVersion(wrong);
};
