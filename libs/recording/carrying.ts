import { folded, idsOf, isErased, type Refusal } from '#libs/event-sourcing';
import { journeyRules } from '#libs/lifecycle';
import { arrivals, contentOf, standingArrival } from './arrivals.js';
import { answerOfSource, aspectOf, notCarried, refusedAt, type Carried } from './carried.js';
import { notCorrectable } from './correcting.js';
import { planAsRecorded } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import { createMerging } from './merging.js';
import type { JourneyHistory, JourneyTicket, JourneyWritten } from './planned.js';
import { streamOf } from './ports.js';
import { createRestating, takingOut, type Gone, type TakenOut } from './restating.js';
import { createTurns } from './turns.js';

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

  const notLetGo = async (written: JourneyWritten, carrying: Carrying): Promise<Carried> => {
    const superfluous = await standsTwice(journeys, carrying);
    if (superfluous)
      await takeOut(carrying.asked.to, superfluous, aspectOf(carrying.ticket, 'back'));
    return notCarried('source', written);
  };

  const carry = async (from: string, asked: Carry, ticket: JourneyTicket): Promise<Carried> => {
    const source = await journeys.history(from);
    const held = await heldBack(journeys, { from, source, asked }, ticket);
    if (held) return notLetGo(held, { from, asked, ticket });
    const here = await arrive(asked.to, { from, source, asked }, aspectOf(ticket, 'here'));
    const toEntry = await arrivedAs(journeys, here, { from, asked });
    if (toEntry === undefined) return notCarried('target', here);
    const gone = { to: asked.to, toEntry };
    const away = await takeOut(from, { entryId: asked.entryId, gone }, ticket);
    return away.outcome === 'recorded'
      ? { outcome: 'carried', here, away }
      : notLetGo(away, { from, asked, ticket });
  };

  const arrive = (
    to: string,
    { from, source, asked }: Readonly<{ from: string; source: JourneyHistory; asked: Carry }>,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> =>
    journeys.write(to, ticket, async (history, before) => {
      if (standingArrival(history, { from, entry: asked.entryId }) !== undefined)
        return { outcome: 'unchanged' };
      const events = contentOf(source, asked.entryId);
      const ids = idsOf(streamOf(to), ticket);
      const place = { ids, entry: 0, revision: history.revision + 1, firstEvent: 0 };
      const rename = asked.ids ?? {};
      const arriving = { events, history: source, from, ticket, place, rename };
      return planAsRecorded(before, arrivals(journeys, arriving));
    });

  const makeUnreadable = (
    journeyId: string,
    entryId: string,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> => takeOut(journeyId, { entryId }, ticket);

  // Two who carry the same entry to two records go one after the other: the second finds it gone.
  const inTurn = createTurns();
  const merge = createMerging(journeys);
  return {
    makeUnreadable,
    carry: (from: string, asked: Carry, ticket: JourneyTicket) =>
      inTurn(from, () => carry(from, asked, ticket)),
    merge: (from: string, to: string, ticket: JourneyTicket) =>
      inTurn(from, () => merge(from, to, ticket)),
  };
};

type Carrying = Readonly<{ from: string; asked: Carry; ticket: JourneyTicket }>;

/** Nothing is recorded on the other record before it is known that this one will let go. */
const heldBack = async (
  journeys: Journeys,
  { from, source, asked }: Readonly<{ from: string; source: JourneyHistory; asked: Carry }>,
  ticket: JourneyTicket,
): Promise<JourneyWritten | undefined> => {
  const answer = await answerOfSource(journeys, source, ticket);
  if (answer === 'again') return undefined;
  const refusal = answer ? undefined : notCarriable(source, from, asked);
  if (answer || refusal) return answer ?? (refusal && refusedAt(source, refusal));
  const before = folded(journeyRules, source.events);
  const gone = { to: asked.to, toEntry: asked.entryId };
  const leaving = { entryId: asked.entryId, gone, ticket };
  const plan = await takingOut(journeys, { journeyId: from, history: source, before }, leaving);
  return plan.outcome === 'refused' ? refusedAt(source, plan.refusal) : undefined;
};

/** Somebody else may have brought it there before, and not have come to take it out here. */
const arrivedAs = async (
  journeys: Journeys,
  here: JourneyWritten,
  { from, asked }: Pick<Carrying, 'from' | 'asked'>,
): Promise<string | undefined> => {
  if (here.outcome === 'recorded') return here.entryIds[0];
  if (here.outcome !== 'unchanged') return undefined;
  return standingArrival(await journeys.history(asked.to), { from, entry: asked.entryId });
};

/** Another process was faster, and carried it to another record: here it must not stay as well. */
const standsTwice = async (
  journeys: Journeys,
  { from, asked }: Pick<Carrying, 'from' | 'asked'>,
): Promise<TakenOut | undefined> => {
  const gone = wentTo(await journeys.history(from), asked.entryId);
  if (!gone || gone.to === asked.to) return undefined;
  const there = await journeys.history(asked.to);
  const entryId = standingArrival(there, { from, entry: asked.entryId });
  return entryId === undefined ? undefined : { entryId, gone };
};

/** Where an entry says that it went, as far as that can be read. */
const wentTo = ({ events }: JourneyHistory, entry: string): Gone | undefined => {
  for (const { type, data } of events)
    if (type === 'EntryCarriedAway' && data.entry === entry)
      return isErased(data.toJourney) || isErased(data.toEntry)
        ? undefined
        : { to: data.toJourney, toEntry: data.toEntry };
  return undefined;
};

const notCarriable = (
  source: JourneyHistory,
  from: string,
  { entryId, to }: Carry,
): Refusal | undefined => {
  if (from === to) return { because: 'same-record', journeyId: to };
  return notCorrectable(source, entryId);
};
