import {
  createCodec,
  keepSealed,
  type EventStore,
  type Instant,
  type OccurredOn,
  type Recorded,
} from '#libs/event-sourcing';
import { journeyCatalogue, type JourneyEvent } from '#libs/lifecycle';
import type { MeasureRow } from '../measures/index.js';
import { streamOf } from '../tables/columns.js';

/** An entry that was recorded after a figure was published, on a record that now counts otherwise. */
export type Explaining = Readonly<{
  journeyId: string;
  entry: string;
  events: readonly string[];
  occurredOn: OccurredOn;
  knownAt: Instant;
  /** A correction annuls, replaces, carries or merges; all else is a fact that was told late. */
  because: 'lateFact' | 'correction';
}>;

const codec = createCodec<JourneyEvent>(journeyCatalogue);

const ABOUT_ENTRIES: readonly JourneyEvent['type'][] = [
  ...(['EntryAnnulled', 'EntryReplaced', 'EntryCarriedAway', 'EntryCarriedHere'] as const),
  'JourneyMergedInto',
];

/** What is the same fact in the same cell with the same value. */
const signOf = ({ period, dims, value }: MeasureRow): string =>
  JSON.stringify([period, dims, value]);

const signsByFact = (rows: readonly MeasureRow[]): ReadonlyMap<string, string> =>
  new Map(
    [...Map.groupBy(rows, ({ journeyId, fact }) => `${journeyId} ${fact}`)].map(([fact, own]) => [
      fact,
      own.map(signOf).toSorted().join('|'),
    ]),
  );

/** The journeys of which a fact is counted now and was not then, or the other way round, or otherwise. */
export const changedJourneys = (
  then: readonly MeasureRow[],
  now: readonly MeasureRow[],
): readonly string[] => {
  const [before, after] = [signsByFact(then), signsByFact(now)];
  const facts = new Set([...before.keys(), ...after.keys()]);
  const changed = [...facts].filter((fact) => before.get(fact) !== after.get(fact));
  return [...new Set(changed.map((fact) => fact.split(' ')[0] ?? ''))].toSorted();
};

/** What was recorded on a journey after an instant, entry by entry. */
export const entriesSince = async (
  store: EventStore,
  journeyId: string,
  since: Instant,
): Promise<readonly Explaining[]> => {
  const stored = await store.readStream(streamOf(journeyId));
  const events = codec.decode(stored, keepSealed, 'trust').filter(({ knownAt }) => knownAt > since);
  const appends = Map.groupBy(events, ({ knownAt }) => knownAt);
  return [...appends.values()].flatMap((append) => explainingIn(journeyId, append));
};

/** What is recorded together with an annulment stands in the place of what was annulled. */
const explainingIn = (journeyId: string, append: readonly Recorded<JourneyEvent>[]) => {
  const corrects = append.some(({ type }) => ABOUT_ENTRIES.includes(type));
  return [...Map.groupBy(append, ({ entryId }) => entryId)].flatMap(([entry, own]) => {
    const [first] = own;
    if (!first) return [];
    const { occurredOn, knownAt } = first;
    const because = corrects ? ('correction' as const) : ('lateFact' as const);
    return [
      { journeyId, entry, events: own.map(({ type }) => type), occurredOn, knownAt, because },
    ];
  });
};
