import type { FastifyInstance } from 'fastify';
import { PROBLEM_JSON } from './before-routing.js';
import { problemOf } from './problems.js';

const LOOK_EVERY_MS = 100;

/**
 * A request under way is answered before the service stops; new ones are told to come back. Either
 * answer closes its connection: one that is kept open for more would keep the service from ending.
 */
export const whileStopping = (fastify: FastifyInstance): void => {
  let stopping = false;
  fastify.addHook('preClose', async () => {
    stopping = true;
    closeWhatFallsIdle(fastify);
  });
  fastify.addHook('onRequest', async ({ id: requestId }, reply) => {
    if (!stopping) return undefined;
    const problem = problemOf({ because: 'stopping' });
    return reply
      .status(problem.status)
      .headers({ 'content-type': PROBLEM_JSON, 'retry-after': '5' })
      .send(JSON.stringify({ ...problem, requestId }));
  });
  fastify.addHook('onSend', async (_, reply) => {
    if (stopping) void reply.header('connection', 'close');
  });
};

// An answer that was on its way when the stopping began promised to keep its connection.
const closeWhatFallsIdle = ({ server }: FastifyInstance): void => {
  if (!server.listening) return;
  const looking = setInterval(() => server.closeIdleConnections(), LOOK_EVERY_MS);
  server.once('close', () => clearInterval(looking));
};
