import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** `[program, ...arguments]`. */
export type CommandLine = readonly [string, ...string[]];

/**
 * How to run a TypeScript file of ours in a process of its own, from source: no build needed, and
 * never an older one by mistake.
 */
export const typescriptProgram = (file: string): CommandLine => {
  const loader = pathToFileURL(join(import.meta.dirname, 'run-typescript.mjs')).href;
  return [process.execPath, '--conditions=source', '--import', loader, file];
};

export type Ended = Readonly<{ code: number | null; lines: readonly string[]; errors: string }>;

/** Starts a program and collects what it says, one line after the other. */
export const startProgram = (
  [program, ...args]: CommandLine,
  onLine: (line: string) => void = () => undefined,
): Readonly<{ child: ChildProcess; ended: Promise<Ended> }> => {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'] });
  const lines: string[] = [];
  let rest = '';
  let errors = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    const parts = (rest + text).split('\n');
    rest = parts.pop() ?? '';
    for (const line of parts) {
      lines.push(line);
      onLine(line);
    }
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => (errors += text));
  const ended = new Promise<Ended>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, lines, errors }));
  });
  return { child, ended };
};
