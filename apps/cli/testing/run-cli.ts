import 'reflect-metadata';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommanderError, type Command } from 'commander';
import { program } from '../program.js';

export type Said = Readonly<{ out: string; code: number }>;

/** The command line on a data folder of its own, in this process; what it throws is said too. */
export type Cli = Readonly<{
  folder: string;
  run: (...args: readonly string[]) => Promise<Said>;
  /** Writes a file beside the data and returns its path. */
  file: (name: string, content: string | Buffer) => string;
  remove: () => void;
}>;

export const openCli = (): Cli => {
  const folder = mkdtempSync(join(tmpdir(), 'cli-'));
  const run = async (...args: readonly string[]): Promise<Said> => {
    process.env['PLACEMENTS_DATA'] = join(folder, 'data');
    process.exitCode = 0;
    let out = '';
    const listening = jest.spyOn(process.stdout, 'write').mockImplementation((text) => {
      out += String(text);
      return true;
    });
    try {
      await catching(program(), (text) => (out += text)).parseAsync(args, { from: 'user' });
    } catch (error) {
      if (!(error instanceof CommanderError)) out += messageOf(error);
      process.exitCode = error instanceof CommanderError ? error.exitCode : 1;
    } finally {
      listening.mockRestore();
    }
    const code = Number(process.exitCode ?? 0);
    process.exitCode = 0;
    return { out, code };
  };
  const file = (name: string, content: string | Buffer): string => {
    const path = join(folder, name);
    writeFileSync(path, content);
    return path;
  };
  return { folder, run, file, remove: () => rmSync(folder, { recursive: true }) };
};

/** It must not end the process that tests it. */
const catching = (command: Command, say: (text: string) => void): Command => {
  for (const inner of command.commands) catching(inner, say);
  return command.exitOverride().configureOutput({ writeErr: say, writeOut: say });
};

const messageOf = (error: unknown): string =>
  error instanceof Error ? error.message : String(error);
