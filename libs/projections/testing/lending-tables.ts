import { isErased, type Recorded } from '#libs/event-sourcing';
import {
  exampleKey,
  lendingRules,
  type LendingEvent,
  type LendingState,
} from '#libs/event-sourcing/testing';
import type { HistoryProjection, KeyedProjection, StreamSoFar } from '../projection.js';
import type { RowOf, TableDefinition } from '../tables.js';

export const loansTable = {
  name: 'loans',
  columns: { item: 'text', is_out: 'integer', due: 'integer or null' },
  indexes: [{ columns: ['item'], current: true }],
} as const satisfies TableDefinition;

export const cardsTable = {
  name: 'cards',
  columns: { loans: 'integer', paid_pence: 'integer', last: 'text or null' },
  indexes: [],
} as const satisfies TableDefinition;

type SoFar = StreamSoFar<LendingState, LendingEvent>;

const loanRows = ({ state }: SoFar): readonly RowOf<typeof loansTable>[] =>
  Object.entries(state.loans).map(([key, { item, out }]) => ({
    ...{ key, item },
    is_out: out ? 1 : 0,
    due: out ? 14 : null,
  }));

const cardRows = (
  { state }: SoFar,
  unspeakable: ReadonlySet<string>,
): readonly RowOf<typeof cardsTable>[] => {
  const loans = Object.values(state.loans);
  if (loans.some(({ item }) => unspeakable.has(item))) throw new TypeError('Cannot say it.');
  return [
    {
      key: 'card',
      loans: loans.length,
      paid_pence: state.paidPence,
      last: state.trail.at(-1) ?? null,
    },
  ];
};

/** The rows of a card with an `unspeakable` item throw, so that tests can see a stream parked. */
export const lendingTablesBut = (
  unspeakable: ReadonlySet<string>,
): HistoryProjection<LendingState, LendingEvent> => ({
  kind: 'history',
  name: 'lending',
  version: 1,
  prefix: 'journey-',
  rules: lendingRules,
  sets: [
    {
      tables: [loansTable],
      rows: (soFar) => ({ loans: loanRows(soFar) }),
      dependsOn: ({ state }) => [state.loans],
    },
    {
      tables: [cardsTable],
      rows: (soFar) => ({ cards: cardRows(soFar, unspeakable) }),
      dependsOn: ({ state }) => [state],
    },
  ],
});

export const lendingTables = lendingTablesBut(new Set());

export const namesTable = {
  name: 'names',
  columns: { name: 'text' },
  indexes: [{ columns: ['name'] }],
} as const satisfies TableDefinition;

const nameRows = (events: readonly Recorded<LendingEvent>[]): readonly RowOf<typeof namesTable>[] =>
  events.flatMap((event) =>
    event.type === 'CardOpened' && !isErased(event.data.name)
      ? [{ key: event.eventId, name: event.data.name }]
      : [],
  );

/** Names under the example key of every stream; `lost` streams have no key any more. */
export const lendingNames = (
  lost: ReadonlySet<string> = new Set(),
): KeyedProjection<LendingEvent> => ({
  kind: 'keyed',
  name: 'names',
  version: 1,
  prefix: 'journey-',
  tables: [namesTable],
  types: ['CardOpened'],
  erasedBy: ['EntryAnnulled'],
  keysOf: (stream) =>
    Promise.resolve({
      current: exampleKey(),
      open: () => (lost.has(stream) ? undefined : exampleKey()),
    }),
  rows: ({ events }) => ({ names: nameRows(events) }),
});
