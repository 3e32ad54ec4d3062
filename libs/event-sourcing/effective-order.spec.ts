import fc from 'fast-check';
import { effectiveOrder, fold, foldUpTo } from './index.js';
import { scenario, type GivenEvent } from './testing/index.js';
import { lendingRules, type LendingEvent } from './testing/lending.js';

type Told = GivenEvent<LendingEvent>;

const { catalogue } = lendingRules;
const historyOf = (told: readonly Told[]) => scenario(lendingRules).given(...told).history;

/** What an event is about, whenever it was recorded. */
const nameOf = ({ type, data }: Pick<LendingEvent, 'type' | 'data'>): string =>
  `${type} ${Object.values(data).map(String).join(' ')}`;

const orderOf = (...told: readonly Told[]): readonly string[] =>
  effectiveOrder(catalogue, historyOf(told)).map(nameOf);

const on = (occurredOn: Told['occurredOn'], told: Told): Told => ({ ...told, occurredOn }) as Told;
const opened: Told = { type: 'CardOpened', data: { cardId: 'card', name: 'Ada' } };
const lent = (loanId: string): Told => ({
  type: 'ItemLent',
  data: { loanId, item: 'atlas', days: 7 },
});
const returned = (loanId: string): Told => ({ type: 'ItemReturned', data: { loanId } });
const paid = (pence: number): Told => ({ type: 'FeePaid', data: { pence } });
const annulled = (entry: string): Told => ({ type: 'EntryAnnulled', data: { entry } });

const autumn = { from: '2025-09-01', to: '2025-12-31', precision: 'term' } as Told['occurredOn'];

describe('the effective order', () => {
  it('goes by the day it happened, whenever it was recorded', () =>
    expect(orderOf(on('2025-09-03', paid(3)), on('2025-09-01', paid(1)), on('2025-09-02', paid(2)))) //
      .toEqual(['FeePaid 1', 'FeePaid 2', 'FeePaid 3']));

  it('goes by rank on one day, and then by recording', () => {
    const day = '2025-09-05';
    const told = [paid(1), paid(2), returned('a'), lent('a')].map((each) => on(day, each));
    expect(orderOf(...told)).toEqual([
      'ItemLent a atlas 7',
      'ItemReturned a',
      'FeePaid 1',
      'FeePaid 2',
    ]);
  });

  it('begins with what opens the stream, whatever its date', () =>
    expect(orderOf(on('2025-09-01', paid(1)), on('2025-12-24', opened))).toEqual([
      'CardOpened card Ada',
      'FeePaid 1',
    ]));

  it('lets nothing happen before what it follows, however vaguely it is dated', () => {
    const told = [
      on(autumn, returned('a')),
      on('2025-09-05', lent('a')),
      on('2025-09-06', paid(1)),
    ];
    expect(orderOf(...told)).toEqual(['ItemLent a atlas 7', 'ItemReturned a', 'FeePaid 1']);
  });

  it('leaves it in its place when that is after what it follows', () => {
    const told = [on('2025-09-05', lent('a')), on('2025-09-07', returned('a'))];
    expect(orderOf(...told, on('2025-09-06', paid(1)))).toEqual([
      'ItemLent a atlas 7',
      'FeePaid 1',
      'ItemReturned a',
    ]);
  });

  it('does not mix up what follows different things', () => {
    const told = [on('2025-09-05', lent('a')), on('2025-09-09', lent('b'))];
    expect(orderOf(...told, on(autumn, returned('a')))).toEqual([
      'ItemLent a atlas 7',
      'ItemReturned a',
      'ItemLent b atlas 7',
    ]);
  });

  it('leaves out annulled entries, and keeps what speaks of them', () => {
    const told = [paid(1), paid(2), annulled('entry-0'), annulled('entry-2')];
    expect(orderOf(...told)).toEqual([
      'FeePaid 2',
      'EntryAnnulled entry-0',
      'EntryAnnulled entry-2',
    ]);
  });

  it('folds up to and on a day', () => {
    const history = historyOf([on('2025-09-03', paid(4)), on('2025-09-01', paid(1))]);
    const paidUpTo = (day: string) => foldUpTo(lendingRules, history, day).paidPence;
    expect(['2025-08-31', '2025-09-01', '2025-09-02', '2025-09-03'].map(paidUpTo)).toEqual([
      ...[0, 1, 1, 5],
    ]);
  });

  it('names an event type that the catalogue does not know', () => {
    const stranger = { ...historyOf([paid(1)])[0], type: 'Stranger', data: {} };
    expect(() => effectiveOrder(catalogue, [stranger as never])).toThrow('Stranger');
  });
});

describe('the order of recording does not matter', () => {
  const days = fc.uniqueArray(fc.integer({ min: 1, max: 28 }), { minLength: 4, maxLength: 8 });
  const dated = (day: number): string => `2025-09-${String(day).padStart(2, '0')}`;

  // No two of one rank on one day: there the order of recording is all there is to go by.
  const facts = fc
    .tuple(days, days, days)
    .map(([loans, returns, fees]): readonly Told[] => [
      on('2025-09-15', opened),
      ...loans.map((day) => on(dated(day), lent(`loan-${day}`))),
      ...returns
        .slice(0, loans.length)
        .map((day, index) => on(dated(day), returned(`loan-${loans[index]}`))),
      ...fees.map((day) => on(dated(day), paid(day))),
    ]);

  const twice = facts.chain((told) =>
    fc.tuple(
      fc.constant(told),
      fc.shuffledSubarray([...told], { minLength: told.length, maxLength: told.length }),
    ),
  );

  it('to the order in which facts take effect, nor to the state', () => {
    fc.assert(
      fc.property(twice, ([told, shuffled]) => {
        expect(orderOf(...shuffled)).toEqual(orderOf(...told));
        const state = fold(lendingRules, historyOf(told));
        const other = fold(lendingRules, historyOf(shuffled));
        expect({ ...other, trail: [] }).toEqual({ ...state, trail: [] });
      }),
    );
  });

  it('to what follows what', () => {
    fc.assert(
      fc.property(twice, ([, shuffled]) => {
        const order = orderOf(...shuffled);
        for (const name of order.filter((each) => each.startsWith('ItemReturned'))) {
          const loan = name.split(' ')[1];
          expect(order.indexOf(name)).toBeGreaterThan(order.indexOf(`ItemLent ${loan} atlas 7`));
        }
      }),
    );
  });
});
