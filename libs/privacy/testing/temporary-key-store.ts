import { createSecretKey, type KeyObject } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KeyStore } from '../key-store.js';
import { openSqliteKeyStore } from '../sqlite-key-store.js';

/** A master key for tests: the same number gives the same key. */
export const aMasterKey = (number = 1): KeyObject =>
  createSecretKey(Buffer.alloc(32, `master key ${number}`));

/** The real SQLite key store in a folder that `remove` takes away again. */
export const temporaryKeyStore = (): Readonly<{
  file: string;
  keyStore: KeyStore;
  remove: () => Promise<void>;
}> => {
  const folder = mkdtempSync(join(tmpdir(), 'keys-'));
  const file = join(folder, 'keys.sqlite');
  const keyStore = openSqliteKeyStore({ file, masterKey: aMasterKey() });
  const remove = async (): Promise<void> => {
    await keyStore.close();
    rmSync(folder, { recursive: true, force: true });
  };
  return { file, keyStore, remove };
};
