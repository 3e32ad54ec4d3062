import {
  annulledEntries,
  effectiveOrder,
  idsOf,
  type Ids,
  type Placed,
} from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import { builder } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import type { JourneyHistory, JourneyTicket } from './planned.js';
import { streamOf } from './ports.js';

type Place = Readonly<{ ids: Ids; entry: number; firstEvent: number; revision: number }>;

/** One entry as it arrives: who recorded it first and when, then its events as they were told. */
export const arrivals = (
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

/** Everything that stands on a duplicate, as it arrives on the record that goes on. */
export const allArrivals = (
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
  const ids = idsOf(streamOf(to), ticket);
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
