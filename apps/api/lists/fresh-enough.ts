import type { FastifyReply } from 'fastify';
import type { Position } from '#libs/event-sourcing';
import type { Which } from '#libs/insight';
import { Refused } from '../door/refused.js';
import type { Service } from '../service.js';

const POSITION = /^[\w-]+:[0-9a-f]+$/;

/**
 * Read your writes: waits until the tables hold the position that the asker has seen, for as long as
 * is configured, and says with the answer whether they do.
 */
export const freshEnough = async (
  { readModels, configuration }: Service,
  asked: Readonly<{ position?: string | undefined; which: Which }>,
  reply: FastifyReply,
): Promise<void> => {
  const { position, which } = asked;
  if (position === undefined) return;
  if (!POSITION.test(position)) throw new Refused({ because: 'foreign-position' });
  const wait = configuration.waitForPositionMs;
  const reached = await readModels
    .waitFor(position as Position, wait, which)
    .catch(() => Promise.reject(new Refused({ because: 'foreign-position' })));
  void reply.header('up-to-date', reached === 'reached' ? 'yes' : 'not-yet');
};
