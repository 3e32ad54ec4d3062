import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openGenerations, type Generations } from './generations.js';

const which = { name: 'register', version: 2 };

describe('generations', () => {
  let folder: string;
  let generations: Generations;
  const built = (of = which) => {
    const generation = generations.begin(of);
    writeFileSync(generation.file, 'rows');
    return generation;
  };

  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'generations-'));
    generations = openGenerations(folder);
  });
  afterEach(() => {
    generations.close();
    rmSync(folder, { recursive: true });
  });

  it('have none in use before one is activated', () => {
    built();
    expect(generations.active(which)).toBeUndefined();
  });

  it('put a new one in the place of the old', () => {
    generations.activate(which, built());
    const second = built();
    generations.activate(which, second);
    expect(generations.active(which)).toEqual(second);
  });

  it('keep versions apart', () => {
    generations.activate(which, built());
    expect(generations.active({ ...which, version: 3 })).toBeUndefined();
  });

  it('see what another process activated', () => {
    const elsewhere = openGenerations(folder);
    expect(elsewhere.active(which)).toBeUndefined();
    const mine = built();
    generations.activate(which, mine);
    expect(elsewhere.active(which)).toEqual(mine);
    elsewhere.close();
  });

  it('do not trust an entry whose file is gone', () => {
    const mine = built();
    generations.activate(which, mine);
    rmSync(mine.file);
    expect(generations.active(which)).toBeUndefined();
  });

  it('sweep away what was replaced and older versions, not what is being built', () => {
    const older = built({ ...which, version: 1 });
    generations.activate({ ...which, version: 1 }, older);
    const replaced = built();
    generations.activate(which, replaced);
    const inUse = built();
    const building = built();
    generations.activate(which, inUse);
    generations.sweep(which, inUse);
    expect([older, replaced, inUse, building].map(({ file }) => existsSync(file))).toEqual([
      false,
      false,
      true,
      true,
    ]);
  });

  it('leave nothing of one that was abandoned', () => {
    const mine = built();
    writeFileSync(`${mine.file}.part1`, 'rows');
    generations.abandon(mine);
    expect([existsSync(mine.file), existsSync(`${mine.file}.part1`)]).toEqual([false, false]);
  });
});
