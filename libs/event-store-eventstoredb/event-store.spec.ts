import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { eventStoreContract, typescriptProgram } from '#libs/event-sourcing/testing';
import { temporaryFolder } from '#libs/event-store-sqlite/testing';
import { openEventStoreDb } from './index.js';
import { startDouble, type EventStoreDouble } from './testing/index.js';

// Every append is several exchanges over a socket, and the machine may be busy.
jest.setTimeout(60_000);

// A real server, where there is one; the contract does not know which it talks to.
const given = process.env['EVENTSTORE_URL'];
const { fileIn, remove } = temporaryFolder();
let double: EventStoreDouble | undefined;

beforeAll(async () => {
  if (given === undefined) double = await startDouble({ path: fileIn('server.db') });
});
afterAll(async () => {
  await double?.stop();
  remove();
});

eventStoreContract('event-store-eventstoredb', async () => {
  const connectionString = given ?? double?.connectionString ?? '';
  const namespace = `contract-${randomUUID()}`;
  const open = () => openEventStoreDb({ connectionString, namespace });
  const [program, ...args] = typescriptProgram(
    join(import.meta.dirname, 'testing', 'append.program.ts'),
  );
  return {
    store: await open(),
    another: open,
    appender: [program, ...args, connectionString, namespace],
    remove: async () => undefined,
  };
});
