import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { randomUUID } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { actorOf, type Identity } from '#libs/access';
import type { JourneyTicket } from '#libs/recording';
import { Refused } from './refused.js';
import type { RouteRule } from './route.js';

/** A request that has passed the door. */
export type AskedRequest = FastifyRequest & {
  identity?: Identity;
  rule?: RouteRule;
  /** The reason code, where it was refused. */
  refusal?: string;
};

/** Who asks, and the particulars of the asking. */
export type Asking = Readonly<{
  identity: Identity;
  requestId: string;
  commandId: string;
  /** The caller chose the command id, to be able to send it again. */
  keyed: boolean;
  ifRevision: number | undefined;
}>;

const KEY = /^[\w.:-]{1,128}$/;
const ETAG = /^"(\d{1,15})"$/;

const one = (header: string | string[] | undefined): string | undefined =>
  Array.isArray(header) ? header[0] : header;

const commandIdIn = ({ headers }: FastifyRequest): string => {
  const key = one(headers['idempotency-key']);
  if (key === undefined) return randomUUID();
  if (!KEY.test(key)) throw new Refused({ because: 'invalid-idempotency-key' });
  return key;
};

const ifRevisionIn = ({ headers }: FastifyRequest): number | undefined => {
  const tag = one(headers['if-match']);
  if (tag === undefined || tag === '*') return undefined;
  const revision = ETAG.exec(tag)?.[1];
  if (revision === undefined) throw new Refused({ because: 'invalid-if-match' });
  return Number(revision);
};

export const askingOf = (request: AskedRequest): Asking => {
  const { identity, id } = request;
  if (!identity) throw new Refused({ because: 'who-is-asking' });
  return {
    identity,
    requestId: id,
    commandId: commandIdIn(request),
    keyed: request.headers['idempotency-key'] !== undefined,
    ifRevision: ifRevisionIn(request),
  };
};

export const Asks = createParamDecorator((_: unknown, context: ExecutionContext): Asking =>
  askingOf(context.switchToHttp().getRequest<AskedRequest>()),
);

/** The ticket under which a request's command is recorded: its body is what a repeat must equal. */
export const ticketOf = (
  { identity, commandId, requestId, ifRevision }: Asking,
  body: unknown,
): JourneyTicket => ({
  commandId,
  caller: identity.actorId,
  body: JSON.parse(JSON.stringify(body)) as unknown,
  actor: actorOf(identity),
  source: identity.source,
  correlationId: requestId,
  ifRevision,
  opensRestricted: identity.permissions.has('journeys:restrict'),
});
