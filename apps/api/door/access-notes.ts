import type { FastifyInstance } from 'fastify';
import { streamOf } from '#libs/recording';
import type { Service } from '../service.js';
import type { AskedRequest } from './asking.js';

// A code, never a sentence: what people write about children stays out of logs.
const REASON_CODE = /^[a-z][\w-]{0,59}$/i;

/** Notes every use of a route by a known person or system, whatever came of it. */
export const noteAccess = (fastify: FastifyInstance, { accessLog }: Service): void => {
  fastify.addHook('onResponse', async (request: AskedRequest, reply) => {
    const { identity, rule, id, params } = request;
    if (!identity || !rule) return;
    const journeyId = rule.journey && (params as Readonly<Record<string, string>>)[rule.journey];
    const reason = request.headers['access-reason'];
    await accessLog.note({
      at: new Date().toISOString(),
      actorId: identity.actorId,
      role: identity.role,
      team: identity.team,
      action: rule.audit,
      subject: journeyId ? streamOf(journeyId) : undefined,
      outcome: String(reply.statusCode),
      requestId: id,
      reason: typeof reason === 'string' && REASON_CODE.test(reason) ? reason : undefined,
    });
  });
};
