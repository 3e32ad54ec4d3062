import { onDay, planFacts, type Ids, type Placed, type Refusal } from '#libs/event-sourcing';
import { closedBy, isRegistered, journeyRules, type JourneyEvent } from '#libs/lifecycle';
import type { Journeys } from './journeys.js';
import type { JourneyFolded, JourneyPlan, JourneyTicket } from './planned.js';

/** Plans facts that nobody decides anew (an annulment, an entry that arrives) on a record that is open. */
export const planAsRecorded = (
  before: JourneyFolded,
  pending: readonly Placed<JourneyEvent>[],
): JourneyPlan => {
  const refusal = notOpen(before);
  if (refusal) return { outcome: 'refused', refusal };
  if (pending.length === 0) return { outcome: 'unchanged' };
  return planFacts(journeyRules, before, { pending, acknowledge: 'as recorded' });
};

/** Why nothing can be added to a record any more, or yet. */
export const notOpen = ({ state }: JourneyFolded): Refusal | undefined =>
  isRegistered(state) ? closedBy(state) : { because: 'unknown-journey' };

/** Builds the events of the entry that puts something right: they happen on the day of recording. */
export type Build = (
  index: number,
  type: JourneyEvent['type'],
  data: object,
) => Placed<JourneyEvent>;

export const builder =
  (
    { ports }: Journeys,
    { ticket, ids, revision }: Readonly<{ ticket: JourneyTicket; ids: Ids; revision: number }>,
  ): Build =>
  (index, type, data) =>
    ({
      type,
      data,
      eventId: ids.event(index),
      entryId: ids.entry(0),
      occurredOn: onDay(ports.dayOf(ports.now())),
      actor: ticket.actor,
      irregularities: [],
      revision: revision + index,
    }) as Placed<JourneyEvent>;
