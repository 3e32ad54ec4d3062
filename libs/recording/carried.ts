import { fold, type Refusal } from '#libs/event-sourcing';
import { journeyRules } from '#libs/lifecycle';
import {
  closedTo,
  type JourneyHistory,
  type JourneyTicket,
  type JourneyWritten,
} from './planned.js';

export type Carried =
  | Readonly<{ outcome: 'carried'; here: JourneyWritten; away: JourneyWritten }>
  | Readonly<{ outcome: 'not-carried'; at: 'target' | 'source'; written: JourneyWritten }>;

/** The two appends of one command are told apart by the command's id. */
export const aspectOf = (ticket: JourneyTicket, aspect: string): JourneyTicket => ({
  ...ticket,
  commandId: `${ticket.commandId}:${aspect}`,
  ifRevision: undefined,
});

export const carriedBefore = (
  { events }: JourneyHistory,
  { commandId, caller }: JourneyTicket,
): boolean => events.some(({ command }) => command.id === commandId && command.caller === caller);

export const notOpenTo = (
  { events }: JourneyHistory,
  { actor, opensRestricted }: JourneyTicket,
): Refusal | undefined =>
  events.length === 0
    ? { because: 'unknown-journey' }
    : closedTo(fold(journeyRules, events), { actorId: actor.id, opensRestricted });

export const refusedAt = ({ revision }: JourneyHistory, refusal: Refusal): JourneyWritten => ({
  outcome: 'refused',
  refusal,
  revision,
});

export const notCarried = (at: 'target' | 'source', written: JourneyWritten): Carried => ({
  outcome: 'not-carried',
  at,
  written,
});
