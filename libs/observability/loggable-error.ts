import { isCode } from './loggable.js';

/** An error as it may be written: what kind, and where; what it says only where that is safe. */
export type LoggableError = Readonly<{
  kind: string;
  code?: string | undefined;
  message?: string | undefined;
  frames: readonly string[];
  cause?: LoggableError | undefined;
}>;

/**
 * Errors about the installation: their messages name files and settings. All others are told without
 * their message, since it may quote what somebody typed or what a record holds.
 */
const TELLABLE: ReadonlySet<string> = new Set([
  ...['KeyStoreNotOpened', 'MasterKeyError', 'MalformedUsersFile', 'AccessLogStuck'],
  ...['UnknownDependenciesException', 'UndefinedDependencyException', 'UnknownExportException'],
  ...['CircularDependencyException', 'InvalidModuleException', 'UndefinedModuleException'],
]);

const MOST_FRAMES = 12;
const DEEPEST_CAUSE = 4;

type ErrorLike = Readonly<{ stack?: unknown; message?: unknown; code?: unknown; cause?: unknown }>;

export const isErrorLike = (value: unknown): value is ErrorLike =>
  typeof value === 'object' && value !== null && 'stack' in value && 'message' in value;

export const loggableError = (error: unknown, depth = 0): LoggableError => {
  if (!isErrorLike(error)) return { kind: typeof error, frames: [] };
  const { stack, message, code, cause } = error;
  const kind = kindOf(error);
  return {
    kind,
    code: isCode(code) ? String(code) : undefined,
    message: TELLABLE.has(kind) ? String(message) : undefined,
    // The message first: a line of it could pass for a frame.
    frames: framesOf(String(stack).replace(String(message), '')),
    cause:
      cause === undefined || depth >= DEEPEST_CAUSE ? undefined : loggableError(cause, depth + 1),
  };
};

const kindOf = (error: object): string => {
  const name: unknown = error.constructor?.name;
  return isCode(name) ? String(name) : 'Error';
};

const FRAME = /^\s+at (?<frame>.+)$/;
const PLACE = /^(?:[\w.<>$#[\] ]{1,120} \()?(?:async )?(?:node:|file:\/\/|\/)[^\s()]+:\d+:\d+\)?$/;

/** Function and place of each frame of a stack; of its other lines, which quote, nothing. */
export const framesOf = (stack: string): readonly string[] =>
  stack
    .split('\n')
    .flatMap((line) => FRAME.exec(line)?.groups?.['frame'] ?? [])
    .filter((frame) => PLACE.test(frame))
    .slice(0, MOST_FRAMES);
