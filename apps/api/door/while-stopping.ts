import type { FastifyInstance } from 'fastify';
import { PROBLEM_JSON } from './before-routing.js';
import { problemOf } from './problems.js';

/** A request under way is answered before the service stops; new ones are told to come back. */
export const whileStopping = (fastify: FastifyInstance): void => {
  let stopping = false;
  fastify.addHook('preClose', async () => {
    stopping = true;
  });
  fastify.addHook('onRequest', async ({ id: requestId }, reply) => {
    if (!stopping) return undefined;
    const problem = problemOf({ because: 'stopping' });
    return reply
      .status(problem.status)
      .headers({ 'content-type': PROBLEM_JSON, connection: 'close', 'retry-after': '5' })
      .send(JSON.stringify({ ...problem, requestId }));
  });
};
