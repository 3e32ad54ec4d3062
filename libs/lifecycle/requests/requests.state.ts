import type { OccurredOn } from '#libs/event-sourcing';
import type { Evolve } from '../shared-kernel/index.js';
import type { RequestsEvent } from './requests.events.js';

export type RequestsPart = Readonly<Record<never, never>>;

export const initialRequests: RequestsPart = {};

export const evolveRequests: Evolve<RequestsPart, RequestsEvent> = {};

export type Request = Readonly<{
  requestId: string;
  requestedOn: OccurredOn;
  status: 'open' | 'withdrawn';
}>;

/** A placement request by its id. */
export const requestOf = (
  _journey: Readonly<{ requests: RequestsPart }>,
  _id: string,
): Request | undefined => undefined;
