import { spawnSync } from 'node:child_process';

/** Tools that some tests drive, each with a harmless call that shows it works here. */
const probes = {
  // Being installed is not enough: a sandbox may forbid one process to trace another.
  strace: ['-qq', '-e', 'trace=none', 'true'],
  curl: ['--version'],
  git: ['--version'],
  bash: ['--version'],
  chromium: ['--version'],
} as const;

export type Tool = keyof typeof probes;

type Body = (() => void) | (() => Promise<unknown>);

const worksHere = new Map<Tool, boolean>();

const works = (tool: Tool): boolean => {
  const known = worksHere.get(tool);
  if (known !== undefined) return known;
  const { status } = spawnSync(tool, probes[tool], { stdio: 'ignore', timeout: 10_000 });
  worksHere.set(tool, status === 0);
  return status === 0;
};

/** The first of these tools that does not work here, in words; `undefined` where all do. */
export const missing = (...tools: readonly Tool[]): string | undefined => {
  const tool = tools.find((each) => !works(each));
  return tool && `needs ${tool}, which does not work here`;
};

/** What the reporter reads the reason from. */
export const skippedTitle = (title: string, reason: string): string => `${title} [${reason}]`;

/**
 * A test that cannot run without a tool: `needs('strace').it('…', …)`. Where the tool is missing
 * the test is skipped and the reason told; with CI=true it fails, so that no gate is left open.
 */
export const needs = (...tools: readonly Tool[]) => ({
  it: (title: string, body: Body, timeoutMs?: number): void => {
    const reason = missing(...tools);
    if (reason === undefined) it(title, body, timeoutMs);
    else if (process.env['CI'] === 'true')
      it(title, () => {
        throw new Error(`${reason}; with CI=true that is a failure. Install it: .ci/run does.`);
      });
    else it.skip(skippedTitle(title, reason), body);
  },
});
