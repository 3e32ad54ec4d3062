import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export const repository = join(__dirname, '..', '..');

/** Path in the tree → text. */
export type Files = Readonly<Record<string, string>>;

export type PlantedTree = Readonly<{
  root: string;
  plant: (files: Files) => void;
  /** Runs one of our tools (by its name in node_modules/.bin, or on PATH) in the tree. */
  run: (
    command: string,
    args: readonly string[],
    env?: NodeJS.ProcessEnv,
  ) => Readonly<{
    status: number | null;
    stdout: string;
    output: string;
  }>;
  remove: () => void;
}>;

const bin = join(repository, 'node_modules', '.bin');

/**
 * A small tree in a temporary folder that holds `files` and copies of the repository's own
 * settings, so that the real tools judge planted code by the real rules.
 */
export const plantedTree = (files: Files, copied: readonly string[] = []): PlantedTree => {
  const root = mkdtempSync(join(tmpdir(), 'planted-'));
  const plant = (planted: Files): void => {
    for (const [path, text] of Object.entries(planted)) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    }
  };
  for (const path of copied) cpSync(join(repository, path), join(root, path), { recursive: true });
  plant(files);
  return {
    root,
    plant,
    run: (command, args, env = {}) => {
      const { status, stdout, stderr } = spawnSync(command, args, {
        cwd: root,
        encoding: 'utf8',
        env: { ...process.env, PATH: `${bin}:${process.env['PATH'] ?? ''}`, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      return { status, stdout, output: stdout + stderr };
    },
    remove: () => rmSync(root, { recursive: true, force: true }),
  };
};

/** Lets the tools in the tree find the packages that are installed here. */
export const linkPackages = ({ root }: PlantedTree): void =>
  symlinkSync(join(repository, 'node_modules'), join(root, 'node_modules'));
