import type { ServerWritableStream } from '@grpc/grpc-js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import type { ServerLog } from './server-log.js';

export type Call = ServerWritableStream<streams.ReadReq, streams.ReadResp>;
export type All = streams.ReadReq.Options.AllOptions;

/** Waits while the client does not take what was sent. Says whether to go on. */
export type Send = (message: streams.ReadResp) => Promise<boolean>;

export type Reading = Readonly<{
  log: ServerLog;
  options: streams.ReadReq.Options;
  send: Send;
}>;
