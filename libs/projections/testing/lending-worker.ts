import { writeFileSync } from 'node:fs';
import { createCodec, type EventStore } from '#libs/event-sourcing';
import { lendingCatalogue, type LendingEvent } from '#libs/event-sourcing/testing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { serveRebuildPart } from '../rebuild-worker.js';
import { lendingTables } from './lending-tables.js';

/** `here`: a file that is written when the thread has begun. */
export type LendingWorkerData = Readonly<{ log: string; here: string; fails?: boolean }>;

// The second thread of a rebuild in the tests.
void serveRebuildPart((data) => {
  const { log, here, fails = false } = data as LendingWorkerData;
  const store = openSqliteEventStore({ path: log });
  const readStream: EventStore['readStream'] = async (stream, read) => {
    writeFileSync(here, '');
    if (fails) throw new Error('The second thread broke off.');
    return store.readStream(stream, read);
  };
  const codec = createCodec<LendingEvent>(lendingCatalogue);
  const source = { store: { ...store, readStream }, codec };
  return Promise.resolve({ source, projection: lendingTables, close: () => store.close() });
});
