import type { FastifyReply, FastifyRequest, FastifyServerOptions } from 'fastify';
import { STATUS_CODES } from 'node:http';
import type { Socket } from 'node:net';
import { problemOf, type Problem } from './problems.js';

export const PROBLEM_JSON = 'application/problem+json; charset=utf-8';

/** Which problem it is that a request had before there was a route for it. */
const OF_CODE: Readonly<Record<string, string>> = {
  FST_ERR_BAD_URL: 'address-not-understood',
  FST_ERR_MAX_PARAM_LENGTH: 'address-too-long',
  HPE_HEADER_OVERFLOW: 'head-too-large',
  ERR_HTTP_REQUEST_TIMEOUT: 'too-slow',
};

const problemFor = ({ code }: Readonly<{ code?: string }>): Problem =>
  problemOf({ because: OF_CODE[code ?? ''] ?? 'bad-request' });

/** An address that cannot be decoded, or a part of it that no id is as long as. */
const frameworkErrors = (
  error: Readonly<{ code: string }>,
  { id: requestId }: FastifyRequest,
  reply: FastifyReply,
): void => {
  const problem = problemFor(error);
  void reply
    .status(problem.status)
    .header('content-type', PROBLEM_JSON)
    .send(JSON.stringify({ ...problem, requestId }));
};

/** What is no request at all, too slow to become one, or has too large a head. */
const clientErrorHandler = (error: Error & { code?: string }, socket: Socket): void => {
  if (error.code === 'ECONNRESET' || socket.destroyed) return;
  if (!socket.writable) return void socket.destroy(error);
  const problem = problemFor(error);
  const body = JSON.stringify(problem);
  socket.end(
    [
      `HTTP/1.1 ${problem.status} ${STATUS_CODES[problem.status] ?? ''}`,
      `Content-Type: ${PROBLEM_JSON}`,
      `Content-Length: ${Buffer.byteLength(body)}`,
      'Connection: close',
      '',
      body,
    ].join('\r\n'),
  );
};

/** Answers of the server itself, in the shape of all others and without the words that were sent. */
export const beforeRouting = {
  frameworkErrors,
  clientErrorHandler,
} satisfies FastifyServerOptions;
