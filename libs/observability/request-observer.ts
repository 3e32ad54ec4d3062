import type { Log } from './log.js';
import type { Metrics } from './metrics.js';

/** As much of a Fastify request as may be looked at: no address, no headers, no body. */
export type ObservedRequest = Readonly<{
  id: string;
  method: string;
  routeOptions: Readonly<{ url?: string | undefined }>;
}>;

/** As much of a Fastify reply. `elapsedTime`: milliseconds. */
export type ObservedReply = Readonly<{ statusCode: number; elapsedTime: number }>;

/** What the service has come to know about a request: of codes and roles only. */
export type RequestNotes = Readonly<{ reason?: string | undefined; role?: string | undefined }>;

const NO_ROUTE = '(none)';
const MS_PER_SECOND = 1_000;

/**
 * What to call when a request has been answered (Fastify: `onResponse`): one log line, one count,
 * and of a refusal its reason.
 */
export const requestObserver =
  <R extends ObservedRequest>({
    log,
    metrics,
    notesOf,
  }: Readonly<{ log: Log; metrics: Metrics; notesOf: (request: R) => RequestNotes }>) =>
  (request: R, { statusCode: status, elapsedTime }: ObservedReply): void => {
    const { reason, role } = notesOf(request);
    const { id: requestId, method } = request;
    const route = request.routeOptions.url ?? NO_ROUTE;
    const durationMs = Math.round(elapsedTime * 10) / 10;
    log.info('request-answered', { method, route, status, durationMs, requestId, reason, role });
    metrics.request({ method, route, status, seconds: elapsedTime / MS_PER_SECOND });
    if (reason !== undefined) metrics.refusal(reason);
  };
