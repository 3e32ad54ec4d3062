import { isCode } from './loggable.js';
import { framesOf, isErrorLike } from './loggable-error.js';

/** As much of Nest's `LoggerService` as it calls. */
export type NestLogger = Readonly<
  Record<
    'log' | 'error' | 'warn' | 'debug' | 'verbose' | 'fatal',
    (message: unknown, ...rest: unknown[]) => void
  >
>;

export type NestLines = Readonly<{
  write: (at: 'debug' | 'warn' | 'error', event: string, fields: object) => void;
  failure: (error: unknown, component: string | undefined) => void;
}>;

/** Parts of Nest that tell of modules and routes while it starts, and of nothing that is asked. */
const STARTING: ReadonlySet<string> = new Set([
  ...['NestFactory', 'InstanceLoader', 'RoutesResolver', 'RouterExplorer', 'NestApplication'],
]);

/**
 * Nest hands on whatever was said to its loggers, errors and their texts included. Kept are its own
 * words while it starts; of all else, which part spoke, and where an error came from.
 */
export const nestLogger = ({ write, failure }: NestLines): NestLogger => {
  const said =
    (at: 'debug' | 'warn') =>
    (message: unknown, ...rest: unknown[]): void => {
      const component = contextIn(rest);
      const isStarting = component !== undefined && STARTING.has(component);
      const detail = isStarting && typeof message === 'string' ? { detail: message } : {};
      write(at, 'framework', { component, ...detail });
    };
  const failed = (message: unknown, ...rest: unknown[]): void => {
    const component = contextIn(rest);
    const error = [message, ...rest].find(isErrorLike);
    if (error !== undefined) return failure(error, component);
    const stack = rest.filter((one) => typeof one === 'string').find((one) => one.includes('\n'));
    write('error', 'failed', { component, error: { frames: framesOf(stack ?? '') } });
  };
  return {
    ...{ log: said('debug'), warn: said('warn'), debug: said('debug'), verbose: said('debug') },
    ...{ error: failed, fatal: failed },
  };
};

/** Nest puts the part that speaks last. */
const contextIn = (rest: readonly unknown[]): string | undefined => {
  const last = rest.at(-1);
  return isCode(last) ? String(last) : undefined;
};
