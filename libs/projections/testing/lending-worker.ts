import { createCodec } from '#libs/event-sourcing';
import { lendingCatalogue, type LendingEvent } from '#libs/event-sourcing/testing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { serveRebuildPart } from '../rebuild-worker.js';
import { lendingTables } from './lending-tables.js';

// The second thread of a rebuild in the tests.
void serveRebuildPart((data) => {
  const store = openSqliteEventStore({ path: String(data) });
  const source = { store, codec: createCodec<LendingEvent>(lendingCatalogue) };
  return Promise.resolve({ source, projection: lendingTables, close: () => store.close() });
});
