import type { ServerReadableStream, sendUnaryData } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ExpectedRevision } from '#libs/event-sourcing';
import type { Faults } from './faults.js';
import { appended, wrongExpectedVersion } from './messages.js';
import { offsetOf } from './places.js';
import { appendTooLarge, invalidArgument } from './refusals.js';
import type { Proposed, ServerLog } from './server-log.js';

type Req = streams.AppendReq;
type Resp = streams.AppendResp;

/**
 * `Streams/Append`, as 22.10 answers it: options first, then one message an event; a wrong expected
 * version is an answer, not an error. A resend is told by the ids at the expected place, and its
 * answer has no position here: not all versions give one.
 */
export const answerAppend = async (
  { log, faults }: Readonly<{ log: ServerLog; faults: Faults }>,
  call: ServerReadableStream<Req, Resp>,
  answer: sendUnaryData<Resp>,
): Promise<void> => {
  const { stream, expected, events } = await received(call);
  if (expected === undefined) return answer(invalidArgument('expected revision'));
  const bytes = events.reduce((sum, { data, metadata }) => sum + data.length + metadata.length, 0);
  if (bytes > faults.mostAppendBytes) return answer(appendTooLarge(faults.mostAppendBytes));
  if (faults.breakBeforeAppend()) return undefined;
  const outcome = await log.append(stream, expected, events);
  if (faults.breakAfterAppend()) return undefined;
  if (outcome.outcome === 'wrong-expected-revision')
    return answer(null, wrongExpectedVersion(outcome.actual, expected));
  const { revision, repeated } = outcome;
  const [last] = await log.ofStream(stream, { from: revision, limit: 1 });
  const offset = repeated || last === undefined ? undefined : offsetOf(last.number);
  return answer(null, appended(revision, offset));
};

type Received = Readonly<{
  stream: string;
  expected: ExpectedRevision | undefined;
  events: readonly Proposed[];
}>;

const received = async (call: AsyncIterable<Req>): Promise<Received> => {
  let to: Pick<Received, 'stream' | 'expected'> = { stream: '', expected: undefined };
  const events: Proposed[] = [];
  for await (const request of call) {
    const options = request.getOptions();
    const message = request.getProposedMessage();
    if (options) to = addressIn(options);
    if (message) events.push(proposedIn(message));
  }
  return { ...to, events };
};

const addressIn = (options: streams.AppendReq.Options): Pick<Received, 'stream' | 'expected'> => {
  const stream = Buffer.from(options.getStreamIdentifier()?.getStreamName_asU8() ?? []).toString();
  if (options.hasNoStream()) return { stream, expected: 'no-stream' };
  return { stream, expected: options.hasRevision() ? Number(options.getRevision()) : undefined };
};

const proposedIn = (message: streams.AppendReq.ProposedMessage): Proposed => ({
  id: message.getId()?.getString() ?? '',
  type: message.getMetadataMap().get('type') ?? '',
  contentType: message.getMetadataMap().get('content-type') ?? '',
  data: message.getData_asU8(),
  metadata: message.getCustomMetadata_asU8(),
});
