import {
  folded,
  idsOf,
  planEntry,
  writtenEarlier,
  type Refusal,
  type StreamKeys,
} from '#libs/event-sourcing';
import { journeyRules, type JourneyCommand } from '#libs/lifecycle';
import { contextFor } from './context.js';
import type { Journeys } from './journeys.js';
import {
  closedTo,
  type JourneyFolded,
  type JourneyHistory,
  type JourneyTicket,
} from './planned.js';
import { streamOf } from './ports.js';

/** A command, and the ticket under which it would be recorded. */
export type Rehearsable = Readonly<{ command: JourneyCommand; ticket: JourneyTicket }>;

/** What would become of it. `repeated`: an earlier sending recorded it, this one would not. */
export type Rehearsed =
  | Readonly<{ outcome: 'recorded'; repeated: boolean }>
  | Readonly<{ outcome: 'unchanged' }>
  | Readonly<{ outcome: 'refused'; refusal: Refusal }>
  | Readonly<{ outcome: 'key-reused' }>;

type Rehearsal = Readonly<{ rehearsed: Rehearsed; after: JourneyFolded }>;

/**
 * What would become of commands if they were recorded one after the other on a journey, by the same
 * rules and lookups. Records nothing. After a refusal it goes on as if that one had not been told.
 */
export const rehearse = async (
  { ports, history }: Pick<Journeys, 'ports' | 'history'>,
  journeyId: string,
  commands: readonly Rehearsable[],
): Promise<readonly Rehearsed[]> => {
  const read = await history(journeyId);
  const keys = await ports.keys.keysOf(streamOf(journeyId));
  const outcomes: Rehearsed[] = [];
  let before = folded(journeyRules, read.events);
  for (const one of commands) {
    const there = sentBefore(read, one, keys);
    const { rehearsed, after } = there
      ? { rehearsed: there, after: before }
      : await planned(ports, { journeyId, before }, one);
    outcomes.push(rehearsed);
    before = after;
  }
  return outcomes;
};

const sentBefore = (
  read: JourneyHistory,
  { ticket }: Rehearsable,
  keys: StreamKeys,
): Rehearsed | undefined => {
  const there = writtenEarlier(read, ticket, keys);
  if (!there) return undefined;
  return there.outcome === 'recorded'
    ? { outcome: 'recorded', repeated: true }
    : { outcome: 'key-reused' };
};

const planned = async (
  ports: Journeys['ports'],
  { journeyId, before }: Readonly<{ journeyId: string; before: JourneyFolded }>,
  { command, ticket }: Rehearsable,
): Promise<Rehearsal> => {
  const { actor, opensRestricted } = ticket;
  const closed = closedTo(before.state, { actorId: actor.id, opensRestricted });
  if (closed) return { rehearsed: { outcome: 'refused', refusal: closed }, after: before };
  const asking = { journeyId, command, actor, ids: idsOf(streamOf(journeyId), ticket) };
  const context = await contextFor(ports, before.state, asking);
  const after = { entries: 0, events: 0 };
  const plan = planEntry(journeyRules, before, { ...asking, context, after });
  return plan.outcome === 'record'
    ? { rehearsed: { outcome: 'recorded', repeated: false }, after: plan.folded }
    : { rehearsed: plan, after: before };
};
