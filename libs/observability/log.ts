import pino, { type DestinationStream } from 'pino';
import { isCode, loggable, type LogFields } from './loggable.js';
import { loggableError } from './loggable-error.js';
import { nestLogger, type NestLogger } from './nest-logger.js';

export type LogLevel = 'debug' | 'info' | 'warn' | 'error' | 'silent';

/**
 * One JSON object a line. `event` is a code such as `request-answered`; fields are those listed in
 * {@link LogFields}. Nothing else can be written, whoever asks.
 */
export type Log = Readonly<{
  debug: (event: string, fields?: LogFields) => void;
  info: (event: string, fields?: LogFields) => void;
  warn: (event: string, fields?: LogFields) => void;
  /** What went wrong unexpectedly: kind, code and place of the error, without what it says. */
  failure: (error: unknown, requestId?: string) => void;
  /** What Nest takes for its logger. */
  forNest: NestLogger;
}>;

export type LogOptions = Readonly<{
  level?: LogLevel | undefined;
  /** Default: standard output. */
  to?: DestinationStream | undefined;
}>;

export const createLog = ({ level = 'info', to }: LogOptions = {}): Log => {
  const lines = pino(
    {
      level,
      base: null,
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
    },
    to ?? pino.destination({ dest: 1, sync: true }),
  );
  const write = (at: 'debug' | 'info' | 'warn' | 'error', event: string, fields: object): void =>
    lines[at](fields, isCode(event) ? event : 'unnamed');
  const told =
    (at: 'debug' | 'info' | 'warn') =>
    (event: string, fields: LogFields = {}): void =>
      write(at, event, loggable(fields));
  const failure = (error: unknown, requestId?: string, component?: string): void =>
    write('error', 'failed', {
      ...loggable({ requestId, component }),
      error: loggableError(error),
    });

  return {
    debug: told('debug'),
    info: told('info'),
    warn: told('warn'),
    failure: (error, requestId) => failure(error, requestId),
    forNest: nestLogger({
      write,
      failure: (error, component) => failure(error, undefined, component),
    }),
  };
};
