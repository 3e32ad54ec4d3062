import type { Instant, LocalDate, Recorded } from '#libs/event-sourcing';
import { fold, foldUpTo } from '#libs/event-sourcing';
import { dayOf, journeyRules, type JourneyEvent, type JourneyState } from '#libs/lifecycle';

/** From which moment, and by whose word, a history is looked at. Nothing said: all that is known now. */
export type Viewpoint = Readonly<{
  /** Provable: what an answer given at this instant could have included. */
  knownAt?: Instant | undefined;
  /** Asserted: what the authority says it had been told by the end of this day. */
  toldBy?: LocalDate | undefined;
  /** Only what took effect up to and on this day. */
  effectiveOn?: LocalDate | undefined;
}>;

export type JourneyEvents = readonly Recorded<JourneyEvent>[];

/** The part of a history that was known from a viewpoint. */
export const asKnown = (events: JourneyEvents, { knownAt, toldBy }: Viewpoint): JourneyEvents => {
  const known = knownAt === undefined ? events : events.filter((one) => one.knownAt <= knownAt);
  if (toldBy === undefined) return known;
  const firstRecorded = firstRecordings(known);
  return known.filter((event) => toldOn(event, firstRecorded) <= toldBy);
};

/** When the entries that were carried here were first recorded, by entry. */
const firstRecordings = (events: JourneyEvents): ReadonlyMap<string, Instant> =>
  new Map(
    events.flatMap(({ type, data, entryId }) =>
      type === 'EntryCarriedHere' ? [[entryId, data.firstRecordedAt] as const] : [],
    ),
  );

// On the wrong record or on the right one: the authority had been told.
const toldOn = (
  { receivedOn, recordedAt, entryId }: Recorded<JourneyEvent>,
  firstRecorded: ReadonlyMap<string, Instant>,
): LocalDate => receivedOn ?? dayOf(firstRecorded.get(entryId) ?? recordedAt);

/** What was so, as known and as effective from a viewpoint. */
export const stateFrom = (events: JourneyEvents, viewpoint: Viewpoint): JourneyState => {
  const known = asKnown(events, viewpoint);
  return viewpoint.effectiveOn === undefined
    ? fold(journeyRules, known)
    : foldUpTo(journeyRules, known, viewpoint.effectiveOn);
};
