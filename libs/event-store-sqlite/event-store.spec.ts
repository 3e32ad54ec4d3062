import { join } from 'node:path';
import { eventStoreContract, typescriptProgram } from '#libs/event-sourcing/testing';
import { openSqliteEventStore } from './index.js';
import { temporaryFolder } from './testing/temporary-folder.js';

eventStoreContract('event-store-sqlite', async () => {
  const { fileIn, remove } = temporaryFolder();
  const path = fileIn('events.db');
  const [program, ...args] = typescriptProgram(
    join(import.meta.dirname, 'testing', 'append.program.ts'),
  );
  return {
    store: openSqliteEventStore({ path }),
    another: async () => openSqliteEventStore({ path }),
    appender: [program, ...args, path],
    remove: async () => remove(),
  };
});
