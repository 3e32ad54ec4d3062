import {
  keyedOrder,
  type AcknowledgedIrregularity,
  type Actor,
  type DecisionTaken,
  type Erased,
  type Evidence,
  type Instant,
  type LocalDate,
  type OccurredOn,
  type Placed,
  type Recorded,
  type Source,
} from '#libs/event-sourcing';
import {
  initialJourney,
  journeyCatalogue,
  journeyRules,
  moduleOf,
  sentenceFor,
  whenInWords,
  type JourneyEvent,
  type JourneyState,
} from '#libs/lifecycle';
import { asKnown, type JourneyEvents, type Viewpoint } from './replay.js';

/** One entry as a person reads it: what one command recorded, with who, and all its dates. */
export type TimelineEntry = Readonly<{
  entryId: string;
  stage: string;
  sentences: readonly string[];
  when: string;
  occurredOn: OccurredOn;
  receivedOn?: LocalDate | undefined;
  recordedAt: Instant;
  knownAt: Instant;
  actor: Actor;
  decision?: DecisionTaken | undefined;
  evidence: readonly Evidence[];
  source: Source;
  irregularities: readonly AcknowledgedIrregularity[];
  standing: Standing;
  /** Where it was recorded first, when it was carried here from another record. */
  carriedFrom?: Readonly<{ firstRecordedAt: Instant; firstActor: Actor }> | undefined;
  /** What it consists of, each with its own day and sentence. */
  events: readonly TimelineEvent[];
}>;

export type TimelineEvent = Readonly<{
  type: string;
  eventId: string;
  revision: number;
  sentence: string;
  when: string;
  occurredOn: OccurredOn;
}>;

/** Whether an entry still counts, and what put it right. */
export type Standing =
  | Readonly<{ as: 'standing'; replaces?: string | undefined }>
  | Readonly<{
      as: 'annulled';
      reasonCode: string;
      note?: string | Erased | undefined;
      by: string;
      replacedBy?: string | undefined;
    }>;

/** The entries of a journey in effective order, annulled ones in the place they used to have. */
export const timelineOf = (
  events: JourneyEvents,
  viewpoint: Viewpoint = {},
): readonly TimelineEntry[] => {
  const known = asKnown(events, viewpoint);
  const { effectiveOn } = viewpoint;
  const told = sentencesOf(known);
  const standings = standingsIn(known);
  return entriesIn(known)
    .filter(([first]) => effectiveOn === undefined || first.occurredOn.from <= effectiveOn)
    .map((entry) => asEntry(entry, told, standings));
};

type EntryEvents = readonly [Recorded<JourneyEvent>, ...Recorded<JourneyEvent>[]];

/** Grouped by entry, in the effective order of each entry's first event. */
const entriesIn = (known: JourneyEvents): readonly EntryEvents[] => {
  const byEntry = new Map<string, [Recorded<JourneyEvent>, ...Recorded<JourneyEvent>[]]>();
  for (const event of inOrder(known) as JourneyEvents) {
    const there = byEntry.get(event.entryId);
    if (there) there.push(event);
    else byEntry.set(event.entryId, [event]);
  }
  return [...byEntry.values()];
};

const isAnnulment = ({ type }: Placed<JourneyEvent>): boolean => type === 'EntryAnnulled';

/** As if nothing had been annulled: every event at the place it has or had. */
const inOrder = (known: JourneyEvents): readonly Placed<JourneyEvent>[] =>
  [
    ...keyedOrder(
      journeyCatalogue,
      known.filter((event) => !isAnnulment(event)),
    ),
    ...keyedOrder(journeyCatalogue, known.filter(isAnnulment)),
  ]
    .sort((one, other) => (one.key < other.key ? -1 : 1))
    .map(({ event }) => event);

const sentencesOf = (known: JourneyEvents): ReadonlyMap<string, string> => {
  const told = new Map<string, string>();
  // Annulled events are told on a history that still holds them, standing ones on what stands.
  tell(inOrder(known), told);
  tell(
    keyedOrder(journeyCatalogue, known).map(({ event }) => event),
    told,
  );
  return told;
};

const tell = (ordered: readonly Placed<JourneyEvent>[], told: Map<string, string>): void => {
  let state: JourneyState = initialJourney;
  for (const event of ordered) {
    told.set(event.eventId, sentenceFor(event, state));
    state = journeyRules.evolve(state, event);
  }
};

const standingsIn = (known: JourneyEvents): ReadonlyMap<string, Standing> => {
  const replacedBy = new Map<string, string>();
  const standings = new Map<string, Standing>();
  for (const { type, data } of known)
    if (type === 'EntryReplaced') {
      replacedBy.set(data.entry, data.by);
      standings.set(data.by, { as: 'standing', replaces: data.entry });
    }
  for (const { type, data, entryId } of known)
    if (type === 'EntryAnnulled')
      standings.set(data.entry, {
        as: 'annulled',
        reasonCode: data.reasonCode,
        note: data.note,
        by: entryId,
        replacedBy: replacedBy.get(data.entry),
      });
  return standings;
};

const asEntry = (
  events: EntryEvents,
  told: ReadonlyMap<string, string>,
  standings: ReadonlyMap<string, Standing>,
): TimelineEntry => {
  const [first] = events;
  const arrival = events.find(({ type }) => type === 'EntryCarriedHere');
  const about = events.find(({ type }) => type !== 'EntryCarriedHere') ?? first;
  return {
    entryId: first.entryId,
    stage: moduleOf(about),
    sentences: events.map(({ eventId }) => told.get(eventId) ?? ''),
    when: whenInWords(about.occurredOn),
    occurredOn: about.occurredOn,
    receivedOn: about.receivedOn,
    recordedAt: first.recordedAt,
    knownAt: first.knownAt,
    actor: about.actor,
    decision: about.decision,
    evidence: about.evidence ?? [],
    source: first.source,
    irregularities: events.flatMap(({ irregularities }) => irregularities),
    standing: standings.get(first.entryId) ?? { as: 'standing' },
    carriedFrom: arrival && carriedFrom(arrival),
    events: events.map(({ type, eventId, revision, occurredOn }) => ({
      ...{ type, eventId, revision, occurredOn },
      sentence: told.get(eventId) ?? '',
      when: whenInWords(occurredOn),
    })),
  };
};

const carriedFrom = (arrival: Recorded<JourneyEvent>): TimelineEntry['carriedFrom'] =>
  arrival.type === 'EntryCarriedHere'
    ? { firstRecordedAt: arrival.data.firstRecordedAt, firstActor: arrival.data.firstActor }
    : undefined;
