import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { LocalDate } from '#libs/event-sourcing';
import { simulatedUsers } from '#libs/simulation';

const MAIN = join(__dirname, '..', '..', '..', 'dist', 'apps', 'standalone', 'main.js');

export type StandaloneProcess = Readonly<{
  url: string;
  folder: string;
  child: ChildProcess;
  /** All that it has written so far, logs and faults alike. */
  said: () => string;
  /** Sends a signal; the exit code, or null where the signal ended it. */
  stop: (signal?: NodeJS.Signals) => Promise<number | null>;
}>;

export const emptyFolder = (): string => mkdtempSync(join(tmpdir(), 'standalone-'));

/** A data folder that lets in the demo users, and holds nothing else. */
export const folderWithUsers = (): string => {
  const folder = emptyFolder();
  const users = simulatedUsers({ years: 3, until: '2026-08-31' as LocalDate });
  writeFileSync(join(folder, 'users.json'), JSON.stringify(users));
  return folder;
};

/** What `npm start` runs, as built, in a process of its own on a free port. */
export const startStandalone = (
  folder: string,
  settings: Readonly<Record<string, string>> = {},
): Promise<StandaloneProcess> =>
  new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [MAIN], {
      env: { ...process.env, PLACEMENTS_DATA: folder, PLACEMENTS_PORT: '0', ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const ended = new Promise<number | null>((end) => child.once('exit', end));
    const stop = (signal: NodeJS.Signals = 'SIGTERM') => {
      child.kill(signal);
      return ended;
    };
    let said = '';
    child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      // The last of the addresses: whoever waits for one can read them all.
      const [, url] = /listens on (http:\/\/\S+)[^]*\/ready\n/.exec(said) ?? [];
      if (url) resolve({ url, folder, child, said: () => said, stop });
    });
    void ended.then((code) => reject(new Error(`It ended with ${code}: ${said}`)));
  });

export const removeFolder = (folder: string): void => rmSync(folder, { recursive: true });
