import {
  annulledEntries,
  effectiveOrder,
  fold,
  idsOf,
  onDay,
  personalValuesIn,
  planFacts,
  type Ids,
  type Placed,
  type Refusal,
} from '#libs/event-sourcing';
import {
  closedBy,
  isRegistered,
  journeyCatalogue,
  journeyRules,
  type JourneyEvent,
} from '#libs/lifecycle';
import { notCorrectable } from './correcting.js';
import { kidsIn } from './destruction.js';
import {
  closedTo,
  type JourneyFolded,
  type JourneyHistory,
  type JourneyPlan,
  type JourneyTicket,
  type JourneyWritten,
  type Journeys,
} from './journeys.js';
import { streamOf } from './ports.js';

/** An entry was recorded on the wrong learner: it goes to the right one. */
export type Carry = Readonly<{
  entryId: string;
  to: string;
  /** What its ids are called on the other record, where it speaks of entities that are there already. */
  ids?: Readonly<Record<string, string>> | undefined;
}>;

export type Carried =
  | Readonly<{ outcome: 'carried'; here: JourneyWritten; away: JourneyWritten }>
  | Readonly<{ outcome: 'not-carried'; at: 'target' | 'source'; written: JourneyWritten }>;

/**
 * Carries entries between journeys. First they are recorded where they belong, then taken out where
 * they were: whatever is interrupted, sending the same again goes on from there, and at no time are
 * they nowhere.
 */
export const createCarrying = (journeys: Journeys) => {
  const carry = async (from: string, asked: Carry, ticket: JourneyTicket): Promise<Carried> => {
    const source = await journeys.history(from);
    const refusal = carriedBefore(source, ticket)
      ? undefined
      : (notOpenTo(source, ticket) ?? notCarriable(source, from, asked));
    if (refusal) return notCarried('source', refusedAt(source, refusal));
    const here = await arrive(asked.to, { from, source, asked }, aspectOf(ticket, 'here'));
    if (here.outcome !== 'recorded') return notCarried('target', here);
    const toEntry = here.entryIds[0] ?? '';
    const away = await takeOut(from, { entryId: asked.entryId, to: { ...asked, toEntry } }, ticket);
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
      return closedOr(before, { pending, acknowledge: 'as recorded' });
    });

  /** Makes one entry unreadable for good, and nothing else: the rest is restated under a new key. */
  const makeUnreadable = (
    journeyId: string,
    entryId: string,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> => takeOut(journeyId, { entryId }, ticket);

  const takeOut = (
    journeyId: string,
    asked: Readonly<{ entryId: string; to?: Carry & Readonly<{ toEntry: string }> }>,
    ticket: JourneyTicket,
  ): Promise<JourneyWritten> =>
    journeys.write(journeyId, ticket, async (history, before) => {
      const { entryId, to } = asked;
      if (!history.events.some((event) => event.entryId === entryId))
        return { outcome: 'refused', refusal: { because: 'unknown-entry', entry: entryId } };
      const ids = idsOf(streamOf(journeyId), ticket);
      const build = builder(journeys, { ticket, ids, revision: history.revision + 1 });
      const annulment = { entry: entryId, reasonCode: 'wrongLearner' };
      const leaving = to && { entry: entryId, toJourney: to.to, toEntry: to.toEntry };
      const taken = leaving
        ? [build(0, 'EntryAnnulled', annulment), build(1, 'EntryCarriedAway', leaving)]
        : [];
      const values = await restatedWithout(journeys, history, entryId);
      const pending = [
        ...taken,
        build(taken.length, 'PersonalDataRestated', { without: entryId, values }),
      ];
      const plan = closedOr(before, { pending, acknowledge: 'as recorded' });
      return plan.outcome === 'record' ? underNewKey(journeys, history, plan) : plan;
    });

  /** A duplicate record: everything on it is carried to the survivor, then it is closed and points there. */
  const merge = async (from: string, to: string, ticket: JourneyTicket): Promise<Carried> => {
    const source = await journeys.history(from);
    const refusal = carriedBefore(source, ticket) ? undefined : notOpenTo(source, ticket);
    if (refusal) return notCarried('source', refusedAt(source, refusal));
    const here = await journeys.write(to, aspectOf(ticket, 'here'), async (history, before) =>
      closedOr(before, {
        pending: allArrivals(journeys, {
          source,
          from,
          to,
          ticket,
          revision: history.revision + 1,
        }),
        acknowledge: 'as recorded',
      }),
    );
    if (here.outcome !== 'recorded' && here.outcome !== 'unchanged')
      return notCarried('target', here);
    const away = await journeys.write(from, ticket, async (history, before) => {
      const ids = idsOf(streamOf(from), ticket);
      const build = builder(journeys, { ticket, ids, revision: history.revision + 1 });
      const pending = [build(0, 'JourneyMergedInto', { target: to })];
      return closedOr(before, { pending, acknowledge: 'as recorded' });
    });
    return away.outcome === 'recorded'
      ? { outcome: 'carried', here, away }
      : notCarried('source', away);
  };

  return { carry, makeUnreadable, merge };
};

/** The two appends of one command are told apart by the command's id. */
const aspectOf = (ticket: JourneyTicket, aspect: string): JourneyTicket => ({
  ...ticket,
  commandId: `${ticket.commandId}:${aspect}`,
  ifRevision: undefined,
});

const carriedBefore = ({ events }: JourneyHistory, { commandId, caller }: JourneyTicket): boolean =>
  events.some(({ command }) => command.id === commandId && command.caller === caller);

const notOpenTo = (
  { events }: JourneyHistory,
  { actor, opensRestricted }: JourneyTicket,
): Refusal | undefined =>
  events.length === 0
    ? { because: 'unknown-journey' }
    : closedTo(fold(journeyRules, events), { actorId: actor.id, opensRestricted });

const notCarriable = (
  source: JourneyHistory,
  from: string,
  { entryId, to }: Carry,
): Refusal | undefined => {
  if (from === to) return { because: 'same-record', journeyId: to };
  return notCorrectable(source, entryId);
};

const refusedAt = ({ revision }: JourneyHistory, refusal: Refusal): JourneyWritten => ({
  outcome: 'refused',
  refusal,
  revision,
});

const notCarried = (at: 'target' | 'source', written: JourneyWritten): Carried => ({
  outcome: 'not-carried',
  at,
  written,
});

const closedOr = (
  before: JourneyFolded,
  facts: Parameters<typeof planFacts<never, never, JourneyEvent, never>>[2],
): JourneyPlan => {
  const refusal = isRegistered(before.state)
    ? closedBy(before.state)
    : { because: 'unknown-journey' };
  if (refusal) return { outcome: 'refused', refusal };
  if (facts.pending.length === 0) return { outcome: 'unchanged' };
  return planFacts(journeyRules, before, facts);
};

type Build = (index: number, type: JourneyEvent['type'], data: object) => Placed<JourneyEvent>;

const builder =
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

type Place = Readonly<{ ids: Ids; entry: number; firstEvent: number; revision: number }>;

/** One entry as it arrives: who recorded it first and when, then its events as they were told. */
const arrivals = (
  journeys: Journeys,
  arriving: Readonly<{
    events: JourneyHistory['events'];
    from: string;
    ticket: JourneyTicket;
    place: Place;
    rename: Readonly<Record<string, string>>;
  }>,
): readonly Placed<JourneyEvent>[] => {
  const { events, from, ticket, place, rename } = arriving;
  const [first] = events;
  if (!first) return [];
  const { ids, entry, firstEvent, revision } = place;
  const build = builder(journeys, { ticket, ids, revision: revision - firstEvent });
  const arrival = build(firstEvent, 'EntryCarriedHere', {
    firstRecordedAt: first.recordedAt,
    firstActor: first.actor,
    originalEntry: first.entryId,
    fromJourney: from,
  });
  const carried = events.map(
    ({ type, data, occurredOn, receivedOn, actor, decision, evidence, irregularities }, index) =>
      ({
        ...{ type, occurredOn, receivedOn, actor, decision, evidence, irregularities },
        data: renamed(data, rename),
        eventId: ids.event(firstEvent + 1 + index),
        entryId: ids.entry(entry),
        revision: revision + 1 + index,
      }) as Placed<JourneyEvent>,
  );
  return [{ ...arrival, entryId: ids.entry(entry) }, ...carried];
};

const renamed = (data: object, rename: Readonly<Record<string, string>>): object =>
  Object.fromEntries(
    Object.entries(data).map(([field, value]) => [
      field,
      typeof value === 'string' ? (rename[value] ?? value) : value,
    ]),
  );

const allArrivals = (
  journeys: Journeys,
  merging: Readonly<{
    source: JourneyHistory;
    from: string;
    to: string;
    ticket: JourneyTicket;
    revision: number;
  }>,
): readonly Placed<JourneyEvent>[] => {
  const { source, from, to, ticket, revision } = merging;
  const ids = idsOf(streamOf(to), aspectOf(ticket, 'here'));
  const pending: Placed<JourneyEvent>[] = [];
  for (const [entry, events] of entriesToMerge(source).entries()) {
    const firstEvent = pending.length;
    const place = { ids, entry, firstEvent, revision: revision + firstEvent };
    pending.push(...arrivals(journeys, { events, from, ticket, place, rename: {} }));
  }
  return pending;
};

/** What stands on the duplicate, entry by entry, without its registration and its book-keeping. */
const entriesToMerge = ({ events }: JourneyHistory): readonly JourneyHistory['events'][] => {
  const annulled = annulledEntries(events);
  const byEntry = new Map<string, JourneyHistory['events'][number][]>();
  for (const event of effectiveOrder(journeyCatalogue, events) as JourneyHistory['events']) {
    const { opening, aboutEntries } = journeyCatalogue[event.type];
    if (opening || aboutEntries || annulled.has(event.entryId)) continue;
    byEntry.set(event.entryId, [...(byEntry.get(event.entryId) ?? []), event]);
  }
  return [...byEntry.values()];
};

const restatedWithout = async (
  { ports }: Journeys,
  { stream, events }: JourneyHistory,
  entryId: string,
): Promise<Readonly<Record<string, unknown>>> => {
  const { open } = await ports.keys.keysOf(stream);
  const stored = await ports.store.readStream(stream);
  const values = personalValuesIn(journeyCatalogue, stored, open);
  const own = new Set(events.filter((event) => event.entryId === entryId).map((e) => e.eventId));
  return Object.fromEntries([...values].filter(([eventId]) => !own.has(eventId)));
};

const underNewKey = async (
  { ports }: Journeys,
  history: JourneyHistory,
  plan: Extract<JourneyPlan, { outcome: 'record' }>,
): Promise<JourneyPlan> => {
  const { current } = await ports.keys.keysOf(history.stream);
  const restatement = plan.pending.find(({ type }) => type === 'PersonalDataRestated');
  if (!restatement) return plan;
  const key = await ports.keys.startNew(history.stream);
  const kids = kidsIn(history, current).filter((kid) => kid !== key.kid);
  return { ...plan, key, destroys: { kids, eventId: restatement.eventId } };
};
