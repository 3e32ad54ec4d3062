import { Catch, HttpException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import type { FastifyReply } from 'fastify';
import { OutcomeUnknown } from '#libs/event-sourcing';
import { BadCursor } from '#libs/insight';
import { NotBuiltYet } from '#libs/projections';
import type { AskedRequest } from './asking.js';
import { PROBLEM_JSON } from './before-routing.js';
import type { Pages } from './pages.js';
import { problemOf, type Problem } from './problems.js';
import { Refused } from './refused.js';

/** The one place where a refusal or a failure becomes an answer (RFC 9457). */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly report: (error: unknown, requestId: string) => void,
    private readonly pages?: Pages,
  ) {}

  catch(error: unknown, host: ArgumentsHost): Promise<void> | void {
    const http = host.switchToHttp();
    const request = http.getRequest<AskedRequest>();
    const reply = http.getResponse<FastifyReply>();
    const problem = problemFor(error);
    if (problem.status >= 500 && !(error instanceof Refused)) this.report(error, request.id);
    request.refusal = problem.code;
    const headers = error instanceof Refused ? error.headers : retryAfter(problem);
    if (this.pages?.isPage(request.url))
      return this.pages.tell(problem, request, reply.status(problem.status));
    return void reply
      .status(problem.status)
      .headers({ ...headers, 'content-type': PROBLEM_JSON })
      .send(JSON.stringify({ ...problem, requestId: request.id }));
  }
}

/** What goes away by itself is worth asking again. */
const retryAfter = ({ status }: Problem): Readonly<Record<string, string>> =>
  status === 503 ? { 'retry-after': '1' } : {};

const problemFor = (error: unknown): Problem => {
  if (error instanceof Refused) return problemOf(error.refusal);
  if (error instanceof BadCursor) return problemOf({ because: 'foreign-position' });
  if (error instanceof NotBuiltYet) return problemOf({ because: 'tables-being-built' });
  if (error instanceof OutcomeUnknown) return problemOf({ because: 'outcome-unknown' });
  const status = statusOf(error);
  return problemOf({ because: OF_STATUS[status] ?? (status < 500 ? 'bad-request' : 'our-fault') });
};

const statusOf = (error: unknown): number => {
  if (error instanceof HttpException) return error.getStatus();
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return 500;
  return typeof error.statusCode === 'number' ? error.statusCode : 500;
};

const OF_STATUS: Readonly<Record<number, string>> = {
  400: 'broken-body',
  404: 'no-such-address',
  405: 'no-such-address',
  408: 'too-slow',
  413: 'body-too-large',
  414: 'address-too-long',
  415: 'unsupported-media-type',
};
