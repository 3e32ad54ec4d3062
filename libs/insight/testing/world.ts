import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openSqliteEventStore } from '#libs/event-store-sqlite';
import type { KeyStore } from '#libs/privacy';
import { temporaryKeyStore } from '#libs/privacy/testing';
import { openReadModels, type ReadModels } from '../read-models.js';
import { journeyLog } from './journey-log.js';
import type { Told } from './life.js';

export type World = Readonly<{
  readModels: ReadModels;
  keys: KeyStore;
  folder: string;
  /** Each call is one append of one entry: `<journey id>/<first revision>`. */
  tell: (journeyId: string, ...told: readonly Told[]) => Promise<void>;
  /** The ids of a journey's events, in the order of recording. */
  eventIds: (journeyId: string) => Promise<readonly string[]>;
  /** Waits until all that was told is in the tables. */
  settled: () => Promise<void>;
  close: () => Promise<void>;
}>;

const LONG_MS = 10_000;

/** A store, keys and tables in a folder of their own. */
export const openWorld = (): World => {
  const folder = mkdtempSync(join(tmpdir(), 'insight-'));
  const store = openSqliteEventStore({ path: join(folder, 'log.sqlite'), pollEveryMs: 5 });
  const { keyStore: keys, remove } = temporaryKeyStore();
  const log = journeyLog(store);
  const path = join(folder, 'tables');
  const readModels = openReadModels({ path, store, codec: log.codec, keys, pollEveryMs: 5 });
  readModels.start();

  const settled = async (): Promise<void> => {
    const reached = await readModels.waitFor(await store.head(), LONG_MS);
    if (reached === 'not-yet') throw new Error('The tables did not catch up.');
  };
  const close = async (): Promise<void> => {
    await readModels.close();
    await store.close();
    await remove();
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    ...{ readModels, keys, folder: path, settled, close },
    eventIds: async (journeyId) =>
      (await store.readStream(`journey-${journeyId}`)).map(({ id }) => id),
    tell: async (journeyId, ...told) =>
      void (await log.append(journeyId, told, await keys.create(`journey-${journeyId}`))),
  };
};
