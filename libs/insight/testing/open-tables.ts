import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createCodec, type EventStore } from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import type { KeyStore } from '#libs/privacy';
import { openReadModels, type ReadModels } from '../read-models.js';

export type OpenTables = Readonly<{ readModels: ReadModels; close: () => Promise<void> }>;

/** The tables of a log that is there already, built in a folder of their own. */
export const openTables = async ({
  store,
  keys,
}: Readonly<{ store: EventStore; keys: KeyStore }>): Promise<OpenTables> => {
  const path = mkdtempSync(join(tmpdir(), 'tables-'));
  const codec = createCodec<JourneyEvent>(journeyCatalogue);
  const readModels = openReadModels({ path, store, codec, keys });
  await readModels.rebuild({ which: 'journeys' });
  return {
    readModels,
    close: async () => {
      await readModels.close();
      rmSync(path, { recursive: true, force: true });
    },
  };
};
