import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A folder for one test's files, and how to be rid of it. */
export const temporaryFolder = (): Readonly<{
  fileIn: (name: string) => string;
  remove: () => void;
}> => {
  const folder = mkdtempSync(join(tmpdir(), 'event-store-'));
  return {
    fileIn: (name) => join(folder, name),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
};
