import { createCodec } from '#libs/event-sourcing';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import { journeyTables } from '#libs/insight';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import { serveRebuildPart } from '#libs/projections';

// Runs in a thread of its own: the second half of a rebuild.

await serveRebuildPart(async (data) => {
  const store = openSqliteEventStore({ path: String(data) });
  const codec = createCodec<JourneyEvent>(journeyCatalogue);
  return { source: { store, codec }, projection: journeyTables, close: () => store.close() };
});
