import type { Placed } from '#libs/event-sourcing';
import { AWAITED, learnerOf, type JourneyEvent, type JourneyState } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, type JourneyRows } from './columns.js';

/** Each rule that was knowingly broken, by its code; the reason given is not kept here. */
export const irregularitiesTable = {
  name: 'irregularities',
  columns: {
    code: 'text',
    entry: 'text',
    event: 'text',
    ...intervalColumns('occurred'),
    actor: 'text',
    actor_role: 'text',
    actor_team: 'text or null',
  },
  indexes: [
    { columns: ['known_from', 'stream', 'row_key'], current: true },
    { columns: ['code', 'known_from', 'stream', 'row_key'], current: true },
  ],
} as const satisfies TableDefinition;

/** What is not known well enough to count with. `about` is the placement, where there is one. */
export const dataQualityTable = {
  name: 'data_quality',
  columns: {
    kind: 'text',
    entry: 'text or null',
    event: 'text or null',
    ...intervalColumns('occurred'),
    about: 'text or null',
  },
  indexes: [{ columns: ['kind', 'stream', 'row_key'], current: true }],
} as const satisfies TableDefinition;

export type DataQualityKind = 'unknownDate' | 'partialDate' | 'awaitedReason' | 'unknownNeed';

type QualityRow = RowOf<typeof dataQualityTable>;

const isIrregular = ({ irregularities }: Placed): boolean => irregularities.length > 0;
const isVague = ({ occurredOn }: Placed): boolean => occurredOn.precision !== 'day';

const irregularRows = (event: Placed<JourneyEvent>): RowOf<typeof irregularitiesTable>[] =>
  event.irregularities.map(({ code }) => ({
    key: `${event.eventId}/${code}`,
    code,
    entry: event.entryId,
    event: event.type,
    ...interval('occurred', event.occurredOn),
    actor: event.actor.id,
    actor_role: event.actor.role,
    actor_team: event.actor.team ?? null,
  }));

const placementIn = ({ data }: Placed<JourneyEvent>): string | null =>
  'placementId' in data && typeof data.placementId === 'string' ? data.placementId : null;

const vagueRow = (event: Placed<JourneyEvent>): QualityRow => ({
  key: `date/${event.eventId}`,
  kind: event.occurredOn.precision === 'unknown' ? 'unknownDate' : 'partialDate',
  entry: event.entryId,
  event: event.type,
  ...interval('occurred', event.occurredOn),
  about: placementIn(event),
});

const awaitedRows = ({ breakdowns }: JourneyState): readonly QualityRow[] =>
  Object.values(breakdowns.endings)
    .filter(({ reasonCode }) => reasonCode === AWAITED)
    .map(({ placementId, endedOn }) => ({
      key: `reason/${placementId}`,
      kind: 'awaitedReason',
      entry: null,
      event: null,
      ...interval('occurred', endedOn),
      about: placementId,
    }));

const needRows = (state: JourneyState): readonly QualityRow[] => {
  const learner = learnerOf(state);
  if (!learner || learner.primaryNeed !== undefined) return [];
  const nowhere = { entry: null, event: null, about: null };
  return [{ key: 'need', kind: 'unknownNeed', ...nowhere, ...interval('occurred', undefined) }];
};

export const irregularityRows: JourneyRows = {
  tables: [irregularitiesTable],
  notes: isIrregular,
  dependsOn: ({ noted }) => [noted],
  rows: ({ noted }) => ({ irregularities: noted.flatMap(irregularRows) }),
};

export const dataQualityRows: JourneyRows = {
  tables: [dataQualityTable],
  notes: isVague,
  dependsOn: ({ noted, state: { breakdowns, record } }) => [
    ...[noted, breakdowns.endings, record.learner],
  ],
  rows: ({ noted, state }) => ({
    data_quality: [...noted.map(vagueRow), ...awaitedRows(state), ...needRows(state)],
  }),
};
