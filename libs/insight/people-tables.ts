import {
  annulledEntries,
  fold,
  isErased,
  RESTATEMENT,
  type Envelope,
  type Recorded,
  type Sealed,
  type StreamKeys,
} from '#libs/event-sourcing';
import { closedBy, journeyRules, restrictionOf, type JourneyEvent } from '#libs/lifecycle';
import type {
  KeyedProjection,
  OpenedStream,
  RowOf,
  Stored,
  TableDefinition,
} from '#libs/projections';
import { JOURNEYS } from './tables/columns.js';
import { seenBy } from './tables/journeys.js';
import { termsIn } from './tables/search-terms.js';

/**
 * The name of each learner, as ciphertext: copied from the event that seals it, with what it takes
 * to open it. `name_event` is the event whose name it is.
 */
export const peopleTable = {
  name: 'people',
  columns: {
    restriction: 'text or null',
    seen_by: 'text or null',
    name_event: 'text or null',
    sealed_event: 'text or null',
    sealed_type: 'text or null',
    kid: 'text or null',
    iv: 'text or null',
    ct: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

/** What a learner is found by, in plain text: rows go when the record is disposed of. */
export const searchTermsTable = {
  name: 'search_terms',
  columns: { kind: 'text', term: 'text' },
  indexes: [{ columns: ['kind', 'term', 'stream'] }],
} as const satisfies TableDefinition;

export type PeopleTables = {
  people: Stored<typeof peopleTable>;
  search_terms: Stored<typeof searchTermsTable>;
};

type Opened = OpenedStream<JourneyEvent>;

/** Entries whose values were left out of a restatement: to be unreadable, whatever keys there are. */
const unreadableEntries = (events: readonly Recorded<JourneyEvent>[]): ReadonlySet<string> =>
  new Set(
    events.flatMap((event) =>
      event.type === 'PersonalDataRestated' && event.data.without !== undefined
        ? [event.data.without]
        : [],
    ),
  );

const readableEvents = (events: readonly Recorded<JourneyEvent>[]) => {
  const annulled = annulledEntries(events);
  const unreadable = unreadableEntries(events);
  return events.filter(({ entryId }) => !annulled.has(entryId) && !unreadable.has(entryId));
};

const hasName = (event: Recorded<JourneyEvent>): boolean =>
  (event.type === 'LearnerRegistered' || event.type === 'LearnerDetailsAmended') &&
  event.data.name !== undefined &&
  !isErased(event.data.name);

/** The name that took effect last. */
const nameEvent = (events: readonly Recorded<JourneyEvent>[]): Recorded<JourneyEvent> | undefined =>
  events
    .filter(hasName)
    .reduce<Recorded<JourneyEvent> | undefined>(
      (last, event) => (last && takesEffectAfter(last, event) ? last : event),
      undefined,
    );

const takesEffectAfter = (a: Recorded<JourneyEvent>, b: Recorded<JourneyEvent>): boolean =>
  b.type === 'LearnerRegistered' ||
  (a.type !== 'LearnerRegistered' && a.occurredOn.from > b.occurredOn.from);

type NameColumns = Pick<
  RowOf<typeof peopleTable>,
  'name_event' | 'sealed_event' | 'sealed_type' | 'kid' | 'iv' | 'ct'
>;

const NO_NAME: NameColumns = {
  ...{ name_event: null, sealed_event: null, sealed_type: null },
  ...{ kid: null, iv: null, ct: null },
};

/** A restatement seals anew whatever is before it and can still be read: the last one holds. */
const nameColumns = ({ stored, events }: Opened): NameColumns => {
  const named = nameEvent(readableEvents(events));
  if (!named) return NO_NAME;
  const restated = events.findLast(
    ({ type, revision }) => type === RESTATEMENT && revision > named.revision,
  );
  const holder = stored[(restated ?? named).revision];
  if (!holder) return NO_NAME;
  const { type, personal } = JSON.parse(holder.body) as Envelope;
  const sealed: Sealed | undefined = personal?.[0];
  if (!sealed) return NO_NAME;
  const { kid, iv, ct } = sealed;
  return { name_event: named.eventId, sealed_event: holder.id, sealed_type: type, kid, iv, ct };
};

const personRow = (opened: Opened): RowOf<typeof peopleTable> => {
  const restriction = restrictionOf(fold(journeyRules, opened.events));
  return {
    key: 'learner',
    restriction: restriction?.level ?? null,
    seen_by: restriction ? seenBy(restriction.people) : null,
    ...nameColumns(opened),
  };
};

const termRows = (events: readonly Recorded<JourneyEvent>[]): RowOf<typeof searchTermsTable>[] => {
  const terms = readableEvents(events).flatMap(termsIn);
  const byKey = new Map(terms.map(({ kind, term }) => [`${kind}/${term}`, { kind, term }]));
  return [...byKey].map(([key, term]) => ({ key, ...term }));
};

const TYPES = [
  ...(['LearnerRegistered', 'LearnerDetailsAmended', 'IdentifierLinked'] as const),
  ...(['EntryAnnulled', 'EntryCarriedAway', 'PersonalDataRestated', 'JourneyMergedInto'] as const),
  ...(['RecordRestricted', 'RecordUnrestricted', 'RecordDisposed'] as const),
];

/** Finding a learner: fed with keys, without history. A closed record is found no longer. */
export const peopleTables = (
  keysOf: (stream: string) => Promise<StreamKeys>,
): KeyedProjection<JourneyEvent> => ({
  kind: 'keyed',
  name: 'people',
  version: 1,
  prefix: JOURNEYS,
  tables: [peopleTable, searchTermsTable],
  types: TYPES,
  erasedBy: ['RecordDisposed'],
  keysOf,
  rows: (opened) =>
    closedBy(fold(journeyRules, opened.events))
      ? {}
      : { people: [personRow(opened)], search_terms: termRows(opened.events) },
});
