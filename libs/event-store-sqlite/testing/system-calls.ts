import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { typescriptProgram } from '#libs/event-sourcing/testing';

export type Watched = Readonly<{
  acknowledgements: number;
  /** Acknowledgements said while something written to the log's WAL was not yet synced. */
  tooEarly: number;
  writes: number;
  syncs: number;
}>;

/** Runs the program under strace and reads, in order, what its main thread asked of the system. */
export const watchAcknowledgements = (path: string, how: 'as-it-is' | 'lowered'): Watched => {
  const trace = `${path}.trace`;
  const [node, ...args] = typescriptProgram(join(import.meta.dirname, 'acknowledge.program.ts'));
  const calls = 'trace=write,writev,pwrite64,pwritev,fsync,fdatasync';
  // Without -f: SQLite and the acknowledgements both run on the main thread, and in its order.
  const { status, stderr } = spawnSync(
    'strace',
    ['-y', '-qq', '-s', '16', '-e', calls, '-o', trace, node, ...args, path, how],
    { encoding: 'utf8', timeout: 60_000 },
  );
  if (status !== 0) throw new Error(`The watched program ended with ${status}: ${stderr}`);
  return read(readFileSync(trace, 'utf8').split('\n'));
};

const read = (lines: readonly string[]): Watched => {
  const seen = { acknowledgements: 0, tooEarly: 0, writes: 0, syncs: 0 };
  let unsynced = false;
  for (const line of lines) {
    const onWal = line.includes('-wal>');
    if (onWal && /^p?write/.test(line)) {
      seen.writes += 1;
      unsynced = true;
    } else if (onWal && /^f(data)?sync.*= 0$/.test(line)) {
      seen.syncs += 1;
      unsynced = false;
    } else if (line.startsWith('write(1') && line.includes('ACK appended')) {
      seen.acknowledgements += 1;
      if (unsynced) seen.tooEarly += 1;
    }
  }
  return seen;
};
