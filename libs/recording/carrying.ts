import { idsOf, type Refusal } from '#libs/event-sourcing';
import { arrivals } from './arrivals.js';
import {
  aspectOf,
  carriedBefore,
  notCarried,
  notOpenTo,
  refusedAt,
  type Carried,
} from './carried.js';
import { notCorrectable } from './correcting.js';
import { planAsRecorded } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import { createMerging } from './merging.js';
import type { JourneyHistory, JourneyTicket, JourneyWritten } from './planned.js';
import { streamOf } from './ports.js';
import { createRestating } from './restating.js';

/** An entry was recorded on the wrong learner: it goes to the right one. */
export type Carry = Readonly<{
  entryId: string;
  to: string;
  /** What its ids are called on the other record, where it speaks of entities that are there already. */
  ids?: Readonly<Record<string, string>> | undefined;
}>;

/**
 * Carries entries between journeys. First they are recorded where they belong, then taken out where
 * they were: whatever is interrupted, sending the same again goes on from there, and at no time are
 * they nowhere.
 */
export const createCarrying = (journeys: Journeys) => {
  const takeOut = createRestating(journeys);

  const carry = async (from: string, asked: Carry, ticket: JourneyTicket): Promise<Carried> => {
    const source = await journeys.history(from);
    const refusal = carriedBefore(source, ticket)
      ? undefined
      : (notOpenTo(source, ticket) ?? notCarriable(source, from, asked));
    if (refusal) return notCarried('source', refusedAt(source, refusal));
    const here = await arrive(asked.to, { from, source, asked }, aspectOf(ticket, 'here'));
    if (here.outcome !== 'recorded') return notCarried('target', here);
    const toEntry = here.entryIds[0] ?? '';
    const away = await takeOut(
      from,
      { entryId: asked.entryId, gone: { to: asked.to, toEntry } },
      ticket,
    );
    return away.outcome === 'recorded'
      ? { outcome: 'carried', here, away }
      : notCarried('source', away);
  };

  const arrive = (
    to: string,
    { from, source, asked }: Readonly<{ from: string; source: JourneyHistory; asked: Carry }>,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> =>
    journeys.write(to, ticket, async (history, before) => {
      const events = source.events.filter(({ entryId }) => entryId === asked.entryId);
      const ids = idsOf(streamOf(to), ticket);
      const place = { ids, entry: 0, revision: history.revision + 1, firstEvent: 0 };
      const pending = arrivals(journeys, { events, from, ticket, place, rename: asked.ids ?? {} });
      return planAsRecorded(before, pending);
    });

  const makeUnreadable = (
    journeyId: string,
    entryId: string,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> => takeOut(journeyId, { entryId }, ticket);

  return { carry, makeUnreadable, merge: createMerging(journeys) };
};

const notCarriable = (
  source: JourneyHistory,
  from: string,
  { entryId, to }: Carry,
): Refusal | undefined => {
  if (from === to) return { because: 'same-record', journeyId: to };
  return notCorrectable(source, entryId);
};
