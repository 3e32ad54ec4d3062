import Database from 'better-sqlite3';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

/** Which projection, and in which version of its tables. */
export type Which = Readonly<{ name: string; version: number }>;

export type Generation = Readonly<{ no: number; file: string }>;

/**
 * The generations of stored tables in a folder, and which of them is in use. A new one is built
 * beside the one in use; `activate` puts it in its place at one stroke, for all processes.
 */
export type Generations = Readonly<{
  active: (which: Which) => Generation | undefined;
  /** A place for a new generation; nothing is there yet. */
  begin: (which: Which) => Generation;
  activate: (which: Which, generation: Generation) => void;
  abandon: (generation: Generation) => void;
  /** Deletes what nobody uses any more: replaced ones, older versions, builds cut short. */
  sweep: (which: Which, keep: Generation) => void;
  close: () => void;
}>;

type Entry = Readonly<{ no: number; file: string; state: string; pid: number; version: number }>;

const schema = `CREATE TABLE IF NOT EXISTS generation (
  no INTEGER PRIMARY KEY AUTOINCREMENT, name TEXT NOT NULL, version INTEGER NOT NULL,
  file TEXT NOT NULL, state TEXT NOT NULL, pid INTEGER NOT NULL) STRICT`;

export const openGenerations = (folder: string): Generations => {
  mkdirSync(folder, { recursive: true });
  const db = new Database(join(folder, 'generations.sqlite'), { timeout: 10_000 });
  db.pragma('journal_mode = WAL');
  db.pragma('synchronous = FULL');
  db.exec(schema);
  const select = db.prepare<[string], Entry>('SELECT * FROM generation WHERE name = ?');
  const insert = db.prepare(
    `INSERT INTO generation (name, version, file, state, pid) VALUES (?, ?, '', 'building', ?)`,
  );
  const setFile = db.prepare('UPDATE generation SET file = ? WHERE no = ?');
  const setState = db.prepare('UPDATE generation SET state = ? WHERE no = ?');
  const retire = db.prepare(
    `UPDATE generation SET state = 'replaced' WHERE name = ? AND version = ? AND state = 'active'`,
  );
  const forget = db.prepare('DELETE FROM generation WHERE no = ?');
  const changedElsewhere = db.prepare<[], number>('PRAGMA data_version').pluck();
  let known = new Map<string, Generation | undefined>();
  let seen = changedElsewhere.get();

  const placed = ({ no, file }: Entry): Generation => ({ no, file: join(folder, file) });

  const active = ({ name, version }: Which): Generation | undefined => {
    const now = changedElsewhere.get();
    if (now !== seen) known = new Map();
    seen = now;
    const id = `${name}.${version}`;
    if (!known.has(id)) {
      const entry = select
        .all(name)
        .find((one) => one.version === version && one.state === 'active');
      known.set(id, entry && existsSync(placed(entry).file) ? placed(entry) : undefined);
    }
    return known.get(id);
  };

  const changing = <T>(change: () => T): T => {
    known = new Map();
    return db.transaction(change).immediate();
  };

  const begin = ({ name, version }: Which): Generation =>
    changing(() => {
      const no = Number(insert.run(name, version, process.pid).lastInsertRowid);
      const file = `${name}.v${version}.${no}.sqlite`;
      setFile.run(file, no);
      return { no, file: join(folder, file) };
    });

  const activate = ({ name, version }: Which, { no }: Generation): void =>
    changing(() => {
      retire.run(name, version);
      setState.run('active', no);
    });

  const abandon = ({ no, file }: Generation): void => {
    remove(file);
    changing(() => forget.run(no));
  };

  const sweep = ({ name, version }: Which, keep: Generation): void => {
    for (const entry of select.all(name)) {
      const unused = entry.state === 'building' ? !isRunning(entry.pid) : entry.version <= version;
      if (entry.no !== keep.no && unused) abandon(placed(entry));
    }
  };

  return { active, begin, activate, abandon, sweep, close: () => db.close() };
};

/** With all that SQLite and a bulk build keep beside it. */
const remove = (file: string): void => {
  for (const ending of ['', '-wal', '-shm', '-journal', '.part1'])
    rmSync(file + ending, { force: true });
};

const isRunning = (pid: number): boolean => {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
};
