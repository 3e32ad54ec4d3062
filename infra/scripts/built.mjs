import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const sourceRoots = ['apps', 'libs'];
const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json'];
const notBuilt = /(\.spec\.ts|\/testing\/.*)$/;

const filesUnder = (root, folder) =>
  existsSync(join(root, folder))
    ? readdirSync(join(root, folder), { withFileTypes: true }).flatMap((entry) => {
        const path = `${folder}/${entry.name}`;
        return entry.isDirectory() ? filesUnder(root, path) : [path];
      })
    : [];

const sources = (root) =>
  sourceRoots
    .flatMap((folder) => filesUnder(root, folder))
    .filter((path) => path.endsWith('.ts') && !notBuilt.test(path))
    .sort((one, other) => (one < other ? -1 : 1));

/** One digest over the sources' names and times: a deleted file shows as well as a changed one. */
export const fingerprint = (root) => {
  const digest = createHash('sha256');
  for (const path of sources(root)) {
    const { mtimeMs, size } = statSync(join(root, path));
    digest.update(`${path}\0${mtimeMs}\0${size}\n`);
  }
  for (const path of settings)
    if (existsSync(join(root, path))) digest.update(readFileSync(join(root, path)));
  return digest.digest('hex');
};

const noteOf = (root) => join(root, 'dist', '.built');

/** Whether dist was compiled from the sources as they are now. */
export const isBuilt = (root) =>
  existsSync(noteOf(root)) && readFileSync(noteOf(root), 'utf8') === fingerprint(root);

/** `compiled` is the fingerprint from before the compiler ran: a file saved meanwhile counts as new. */
export const noteBuilt = (root, compiled) => {
  if (existsSync(join(root, 'dist'))) writeFileSync(noteOf(root), compiled);
};

/** The compiler leaves the output of a deleted source behind; it could still be imported. */
export const pruneOrphans = (root) => {
  const compiled = sourceRoots.flatMap((folder) => filesUnder(root, `dist/${folder}`));
  for (const path of compiled) {
    const source = path.replace(/^dist\//, '').replace(/\.js(\.map)?$/, '.ts');
    if (!existsSync(join(root, source))) rmSync(join(root, path));
  }
};
