import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

/** Where everything lies in the data folder. Each file can be backed up, and lost, by itself. */
export type DataFolder = Readonly<{
  /** The events: all that cannot be made again. */
  log: string;
  /** The learners' keys, wrapped. Its backups must not outlive a disposal. */
  keys: string;
  masterKey: string;
  /** Signs checkpoints of the log; lost, a new one is made, and auditors have to be told. */
  signingKey: string;
  /** Tables made from the log; deleted, they are made again. */
  tables: string;
  postcodes: string;
  accessLog: string;
  users: string;
}>;

const LOG = 'log.sqlite';

/** Whether a log was begun in this folder; makes nothing. */
export const hasLog = (path: string): boolean => existsSync(join(path, LOG));

export const dataFolder = (path: string): DataFolder => {
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const file = (name: string): string => join(path, name);
  return {
    log: file(LOG),
    keys: file('keys.sqlite'),
    masterKey: file('master.key'),
    signingKey: file('signing.key'),
    tables: file('tables'),
    postcodes: file('postcodes.sqlite'),
    accessLog: file('access.sqlite'),
    users: file('users.json'),
  };
};
