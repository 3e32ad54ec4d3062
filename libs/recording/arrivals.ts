import {
  annulledEntries,
  effectiveOrder,
  fold,
  idsOf,
  type Ids,
  type Placed,
} from '#libs/event-sourcing';
import { journeyCatalogue, journeyRules, restrictionOf, type JourneyEvent } from '#libs/lifecycle';
import { builder } from './entry-facts.js';
import type { Journeys } from './journeys.js';
import type { JourneyHistory, JourneyTicket } from './planned.js';
import { streamOf } from './ports.js';

type Place = Readonly<{ ids: Ids; entry: number; firstEvent: number; revision: number }>;

/** One entry as it arrives: who recorded it first and when, then its events as they were told. */
export const arrivals = (
  journeys: Journeys,
  arriving: Readonly<{
    /** The events of the entry that say something of the learner. */
    events: JourneyHistory['events'];
    history: JourneyHistory;
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
    ...firstRecording(arriving.history, first),
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

/** Who said it first, and when: of an entry that was carried before, not who carried it. */
const firstRecording = (
  { events }: JourneyHistory,
  { entryId, recordedAt, actor }: JourneyHistory['events'][number],
) => {
  for (const { type, data, entryId: of } of events)
    if (type === 'EntryCarriedHere' && of === entryId)
      return { firstRecordedAt: data.firstRecordedAt, firstActor: data.firstActor };
  return { firstRecordedAt: recordedAt, firstActor: actor };
};

/** What an entry says of the learner: without the book-keeping about where it came from. */
export const contentOf = ({ events }: JourneyHistory, entry: string): JourneyHistory['events'] =>
  events.filter(({ entryId, type }) => entryId === entry && !journeyCatalogue[type].aboutEntries);

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
    /** The entries that have arrived already. */
    except: ReadonlySet<string>;
    from: string;
    to: string;
    ticket: JourneyTicket;
    revision: number;
  }>,
): readonly Placed<JourneyEvent>[] => {
  const { source, except, from, to, ticket, revision } = merging;
  const ids = idsOf(streamOf(to), ticket);
  const pending: Placed<JourneyEvent>[] = [];
  for (const [entry, events] of entriesToMerge(source, except).entries()) {
    const firstEvent = pending.length;
    const place = { ids, entry, firstEvent, revision: revision + firstEvent };
    const arriving = { events, history: source, from, ticket, place, rename: {} };
    pending.push(...arrivals(journeys, arriving));
  }
  return pending;
};

// What guarded the duplicate and guards it no longer must not open the record that goes on.
const staysBehind = ({ type }: JourneyEvent, restricted: boolean): boolean =>
  type === 'RecordUnrestricted' ||
  type === 'DisposalProposed' ||
  (type === 'RecordRestricted' && !restricted);

/** Which entries of another record have arrived on this one. */
export const arrivedOn = ({ events }: JourneyHistory, from: string): ReadonlySet<string> =>
  new Set(
    events.flatMap(({ type, data }) =>
      type === 'EntryCarriedHere' && data.fromJourney === from ? [data.originalEntry] : [],
    ),
  );

/** The entry as which another record's entry stands here, if it has arrived and was not taken back. */
export const standingArrival = (
  { events }: JourneyHistory,
  { from, entry }: Readonly<{ from: string; entry: string }>,
): string | undefined => {
  const annulled = annulledEntries(events);
  return events.find(
    ({ type, data, entryId }) =>
      type === 'EntryCarriedHere' &&
      data.fromJourney === from &&
      data.originalEntry === entry &&
      !annulled.has(entryId),
  )?.entryId;
};

/** What stands on the duplicate, entry by entry, without its registration and its book-keeping. */
export const entriesToMerge = (
  { events }: JourneyHistory,
  except: ReadonlySet<string>,
): readonly JourneyHistory['events'][] => {
  const annulled = annulledEntries(events);
  const restricted = restrictionOf(fold(journeyRules, events)) !== undefined;
  const byEntry = new Map<string, JourneyHistory['events'][number][]>();
  for (const event of effectiveOrder(journeyCatalogue, events) as JourneyHistory['events']) {
    const { opening, aboutEntries } = journeyCatalogue[event.type];
    if (opening || aboutEntries || annulled.has(event.entryId)) continue;
    if (except.has(event.entryId) || staysBehind(event, restricted)) continue;
    byEntry.set(event.entryId, [...(byEntry.get(event.entryId) ?? []), event]);
  }
  return [...byEntry.values()];
};
