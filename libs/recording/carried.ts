import { fold, folded, writtenEarlier, type Refusal } from '#libs/event-sourcing';
import { journeyRules } from '#libs/lifecycle';
import { notOpen } from './entry-facts.js';
import type { Journeys } from './journeys.js';
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

/**
 * What the source would answer, asked before anything is recorded elsewhere: `again` when this very
 * command was carried out there, an answer when it would not let go, nothing when it would.
 */
export const answerOfSource = async (
  { ports }: Journeys,
  source: JourneyHistory,
  ticket: JourneyTicket,
): Promise<'again' | JourneyWritten | undefined> => {
  const earlier = writtenEarlier(source, ticket, await ports.keys.keysOf(source.stream));
  if (earlier) return earlier.outcome === 'recorded' ? 'again' : earlier;
  const { revision } = source;
  if (ticket.ifRevision !== undefined && ticket.ifRevision !== revision)
    return { outcome: 'stale', revision };
  const refusal = notOpenTo(source, ticket) ?? notOpen(folded(journeyRules, source.events));
  return refusal && refusedAt(source, refusal);
};

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
