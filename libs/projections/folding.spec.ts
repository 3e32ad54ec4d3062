import fc from 'fast-check';
import { fold, onDay, type LocalDate, type Placed } from '#libs/event-sourcing';
import { lendingRules, type LendingEvent } from '#libs/event-sourcing/testing';
import { createFolding } from './folding.js';

const loanId = fc.constantFrom('a', 'b', 'c');
const fact: fc.Arbitrary<LendingEvent> = fc.oneof(
  loanId.map((id) => ({
    type: 'ItemLent' as const,
    data: { loanId: id, item: 'atlas', days: 14 },
  })),
  loanId.map((id) => ({ type: 'ItemReturned' as const, data: { loanId: id } })),
  fc.constant({ type: 'FeePaid' as const, data: { pence: 5 } }),
  fc.constant({ type: 'CardOpened' as const, data: { cardId: 'card', name: 'Ada' } }),
  fc
    .integer({ min: 0, max: 39 })
    .map((entry) => ({ type: 'EntryAnnulled' as const, data: { entry: `entry-${entry}` } })),
);
const told = fc.record({
  fact,
  day: fc.integer({ min: 10, max: 19 }),
  /** Two events may be of one entry, also of one that was annulled before. */
  entry: fc.integer({ min: 0, max: 39 }),
});
const appends = fc.array(fc.array(told, { minLength: 1, maxLength: 4 }), { maxLength: 25 });

type Told = Readonly<{ fact: LendingEvent; day: number; entry: number }>;

const placed = (history: readonly Told[]) =>
  history.map(({ fact: event, day, entry }, revision): Placed<LendingEvent> => ({
    ...event,
    ...{ eventId: `event-${revision}`, entryId: `entry-${entry}`, revision },
    occurredOn: onDay(`2025-10-${day}` as LocalDate),
    ...{ actor: { id: 'staff-1', role: 'caseworker' }, irregularities: [] },
  }));

describe('a fold carried on', () => {
  it('is what the kernel folds, after every append of any history', () => {
    fc.assert(
      fc.property(appends, (history) => {
        const folding = createFolding(lendingRules);
        const folded = folding.begin();
        const events = placed(history.flat());
        let upTo = 0;
        for (const { length } of history) {
          folding.carryOn(folded, events.slice(upTo, (upTo += length)));
          expect(folded.state).toEqual(fold(lendingRules, events.slice(0, upTo)));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('is what the kernel folds when each of many is told late', () => {
    const late = Array.from({ length: 60 }, (_, at): Told => ({
      fact: { type: 'FeePaid', data: { pence: at } },
      ...{ day: 10 + ((at * 7) % 20), entry: at + 100 },
    }));
    const events = placed(late);
    const folding = createFolding(lendingRules);
    const folded = folding.begin();
    for (const event of events) folding.carryOn(folded, [event]);
    expect(folded.state).toEqual(fold(lendingRules, events));
  });
});
