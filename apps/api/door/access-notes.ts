import type { FastifyInstance, FastifyReply } from 'fastify';
import { AccessLogStuck, type AccessOutcome } from '#libs/audit';
import { streamOf } from '#libs/recording';
import type { Service } from '../service.js';
import type { AskedRequest } from './asking.js';
import { PROBLEM_JSON } from './before-routing.js';
import { problemOf } from './problems.js';

// A code, never a sentence: what people write about children stays out of logs.
const REASON_CODE = /^[a-z][\w-]{0,59}$/i;

/** Notes every use of a route before it is answered: what cannot be noted is not shown. */
export const noteAccess = (fastify: FastifyInstance, service: Service): void => {
  fastify.addHook('onSend', async (request: AskedRequest, reply, payload) => {
    if (!request.rule || request.rule.permission === 'anyone') return payload;
    try {
      note(service, request, reply);
      return payload;
    } catch (error) {
      if (!(error instanceof AccessLogStuck)) throw error;
      service.log.failure(error, request.id);
      const problem = problemOf({ because: 'access-log-stuck' });
      request.refusal = problem.code;
      // Where it is, which revision it has: nothing of what was to be shown.
      for (const name of Object.keys(reply.getHeaders())) reply.removeHeader(name);
      void reply.status(problem.status).header('content-type', PROBLEM_JSON);
      return JSON.stringify({ ...problem, requestId: request.id });
    }
  });
};

const note = (
  { accessLog, journeys }: Service,
  { identity, rule, id, params, headers }: AskedRequest,
  { statusCode }: FastifyReply,
): void => {
  if (!rule) return;
  const journeyId = rule.journey && (params as Readonly<Record<string, string>>)[rule.journey];
  const reason = headers['access-reason'];
  accessLog.record({
    at: journeys.ports.now(),
    actorId: identity?.actorId,
    role: identity?.role,
    team: identity?.team,
    action: rule.audit,
    subject: journeyId && JOURNEY_ID.test(journeyId) ? streamOf(journeyId) : undefined,
    outcome: outcomeOf(statusCode),
    requestId: id,
    reason: typeof reason === 'string' && REASON_CODE.test(reason) ? reason : undefined,
  });
};

const JOURNEY_ID = /^[\w-]{1,100}$/;

const outcomeOf = (status: number): AccessOutcome => {
  if (status === 404) return 'not-found';
  if (status >= 500) return 'failed';
  return status >= 400 ? 'refused' : 'allowed';
};
