import { connect as connectTo, createServer, type AddressInfo, type Socket } from 'node:net';
import { once } from 'node:events';
import {
  Server,
  ServerCredentials,
  type handleClientStreamingCall,
  type handleServerStreamingCall,
  type handleUnaryCall,
  type Metadata,
} from '@grpc/grpc-js';
import features from '@eventstore/db-client/generated/serverfeatures_grpc_pb.js';
import featureMessages from '@eventstore/db-client/generated/serverfeatures_pb.js';
import type shared from '@eventstore/db-client/generated/shared_pb.js';
import services from '@eventstore/db-client/generated/streams_grpc_pb.js';
import type streams from '@eventstore/db-client/generated/streams_pb.js';
import { answerAppend } from './appends.js';
import { createFaults, type Faults, type Trouble } from './faults.js';
import { answerRead } from './reads.js';
import { accessDenied, notLeader, notReady } from './refusals.js';
import { openServerLog } from './server-log.js';

/** The version whose answers are given where versions differ and nothing else is said. */
export const FOLLOWS = '22.10.2';

export type DoubleOptions = Readonly<{
  /** The SQLite file of the log; several doubles may share it, as the nodes of a cluster do. */
  path: string;
  /** A free one, when it is not given. */
  port?: number;
  tls?: Readonly<{ key: Buffer; cert: Buffer }>;
  /** Who may come in; anybody, when it is not given. */
  user?: Readonly<{ name: string; password: string }>;
  /** `--max-append-size`: 1 MiB in a server as installed, 8 MiB as we ask for. */
  mostAppendBytes?: number;
}>;

export type EventStoreDouble = Readonly<{
  port: number;
  connectionString: string;
  trouble: Trouble;
  breakConnections: () => void;
  stop: () => Promise<void>;
}>;

/**
 * Speaks the protocol of EventStoreDB, as much of it as we use, so that the adapter is tried
 * through its real client and a real socket where no server can be had. It is no database.
 */
export const startDouble = async (options: DoubleOptions): Promise<EventStoreDouble> => {
  const log = openServerLog(options.path);
  const sockets = new Set<Socket>();
  const breakConnections = (): void => sockets.forEach((socket) => socket.destroy());
  const faults = createFaults(breakConnections, options.mostAppendBytes ?? 8 * 2 ** 20);
  const server = new Server({ 'grpc.max_receive_message_length': -1 });
  addServices(server, { log, faults, options });
  const inner = await bind(server, options);
  const { port, close } = await openDoor(inner, options.port ?? 0, sockets);
  const { user, tls } = options;
  const who = user ? `${user.name}:${user.password}@` : '';
  return {
    port,
    connectionString: `esdb://${who}127.0.0.1:${port}?tls=${tls !== undefined}`,
    trouble: faults.trouble,
    breakConnections,
    stop: async () => {
      server.forceShutdown();
      await close();
      await log.close();
    },
  };
};

type Parts = Readonly<{
  log: ReturnType<typeof openServerLog>;
  faults: Faults;
  options: DoubleOptions;
}>;

const addServices = (server: Server, { log, faults, options }: Parts): void => {
  const refused = (metadata: Metadata) => {
    if (faults.isNotReady()) return notReady();
    if (!mayComeIn(metadata, options)) return accessDenied();
    const { leader } = faults.trouble;
    if (leader && metadata.get('requires-leader').length > 0)
      return notLeader(leader.host, leader.port);
    return undefined;
  };
  const read: handleServerStreamingCall<streams.ReadReq, streams.ReadResp> = (call) => {
    const refusal = refused(call.metadata);
    call.on('error', () => undefined);
    if (refusal) call.emit('error', refusal);
    else void answerRead(log, faults, call).catch((error: unknown) => call.emit('error', error));
  };
  const append: handleClientStreamingCall<streams.AppendReq, streams.AppendResp> = (
    call,
    answer,
  ) => {
    const refusal = refused(call.metadata);
    call.on('error', () => undefined);
    if (refusal) answer(refusal);
    else answerAppend({ log, faults }, call, answer).catch((error: Error) => answer(error));
  };
  const getSupportedMethods: handleUnaryCall<
    shared.Empty,
    InstanceType<typeof featureMessages.SupportedMethods>
  > = (_, answer) => answer(null, supportedMethods());
  server.addService(services.StreamsService, { read, append });
  server.addService(features.ServerFeaturesService, { getSupportedMethods });
};

/** 21.10 and later: what else but the basic calls can be asked for. We ask for nothing else. */
const supportedMethods = () =>
  new featureMessages.SupportedMethods()
    .setEventStoreServerVersion(FOLLOWS)
    .setMethodsList([
      new featureMessages.SupportedMethod()
        .setServiceName('event_store.client.streams.streams')
        .setMethodName('batchappend')
        .setFeaturesList([]),
    ]);

const mayComeIn = (metadata: Metadata, { user }: DoubleOptions): boolean => {
  if (user === undefined) return true;
  const wanted = Buffer.from(`${user.name}:${user.password}`).toString('base64');
  return metadata.get('authorization')[0] === `Basic ${wanted}`;
};

const bind = (server: Server, { tls }: DoubleOptions): Promise<number> => {
  const credentials = tls
    ? ServerCredentials.createSsl(null, [{ private_key: tls.key, cert_chain: tls.cert }])
    : ServerCredentials.createInsecure();
  return new Promise((resolve, reject) =>
    server.bindAsync('127.0.0.1:0', credentials, (error, port) =>
      error ? reject(error) : resolve(port),
    ),
  );
};

/** A door of its own before the server, whose connections can be broken as a network breaks them. */
const openDoor = async (inner: number, wanted: number, sockets: Set<Socket>) => {
  const door = createServer((outside) => {
    const inside = connectTo(inner, '127.0.0.1');
    for (const [one, other] of [
      [outside, inside],
      [inside, outside],
    ] as const) {
      one.setNoDelay(true).pipe(other);
      sockets.add(one);
      one.on('error', () => undefined);
      one.on('close', () => {
        sockets.delete(one);
        other.destroy();
      });
    }
  });
  door.listen(wanted, '127.0.0.1');
  await once(door, 'listening');
  const close = async (): Promise<void> => {
    door.close();
    for (const socket of sockets) socket.destroy();
    if (door.listening) await once(door, 'close');
  };
  return { port: (door.address() as AddressInfo).port, close };
};
