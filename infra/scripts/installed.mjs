import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const packagesOf = (file) => JSON.parse(readFileSync(file, 'utf8')).packages ?? {};

const same = (wanted, found) =>
  found.version === wanted.version && found.integrity === wanted.integrity;

/**
 * Whether node_modules holds what package-lock.json says. Contents are compared, not times: a
 * checkout sets every time anew, and a needless `npm ci` would pull the packages from under
 * whatever is running. An optional package may be absent (another platform's), not different.
 */
export const isInstalled = (root) => {
  const note = join(root, 'node_modules', '.package-lock.json');
  if (!existsSync(note)) return false;
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const found = packagesOf(note);
  return (
    Object.keys(found).every((name) => name in wanted) &&
    Object.entries(wanted).every(([name, pack]) => {
      if (name === '') return true;
      const present = found[name];
      return present === undefined ? Boolean(pack.optional) : same(pack, present);
    })
  );
};
