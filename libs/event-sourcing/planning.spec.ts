import fc from 'fast-check';
import { comesLast, fold, folded, onDay, planEntry, planFacts } from './index.js';
import type { Asked, Folded, LocalDate, OccurredOn } from './index.js';
import { knowingly, scenario } from './testing/index.js';
import {
  lendingRules,
  type LendingCommand,
  type LendingContext,
  type LendingEvent,
  type LendingState,
} from './testing/lending.js';

const desk = scenario(lendingRules, { context: { newLoanId: 'loan-9', mostAtOnce: 1 } });

const opened = {
  type: 'CardOpened',
  data: { cardId: 'card', name: 'Ada' },
  occurredOn: '2025-09-01',
} as const;
const lent = {
  type: 'ItemLent',
  data: { loanId: 'loan-1', item: 'atlas', days: 7 },
  occurredOn: '2025-09-10',
} as const;
const returned = {
  type: 'ItemReturned',
  data: { loanId: 'loan-1' },
  occurredOn: '2025-09-20',
} as const;

const lendOn = (occurredOn: string) =>
  ({ type: 'LendItem', data: { item: 'globe', days: 7 }, details: { occurredOn } }) as const;
const lentGlobe = { type: 'ItemLent', data: { loanId: 'loan-9', item: 'globe', days: 7 } } as const;

describe('a command', () => {
  it('is decided at its own place, not at the end', () => {
    const history = desk.given(opened, lent, returned);
    history.when(lendOn('2025-09-21')).thenRecorded({ ...lentGlobe, occurredOn: '2025-09-21' });
    history.when(lendOn('2025-09-15')).thenRefused('too-many-items');
    history.when(lendOn('2025-09-05')).thenRecorded({ ...lentGlobe, occurredOn: '2025-09-05' });
  });

  it('for which there is nothing to do at the end records nothing', () => {
    desk
      .given(opened, lent, returned)
      .when({
        type: 'ReturnItem',
        data: { loanId: 'loan-1' },
        details: { occurredOn: '2025-09-15' },
      })
      .thenNothing();
  });

  it('that takes the ground from under a later entry names that entry', () => {
    desk
      .given(opened, lent, { ...returned, entryId: 'the-return' })
      .when({ type: 'AnnulEntry', data: { entry: 'entry-1' } })
      .thenRefused({
        because: 'later-entry-no-longer-holds',
        entry: 'the-return',
        event: 'ItemReturned',
        refusal: { because: 'unknown-loan' },
      });
  });

  it('takes an entry out when nothing later rests on it', () => {
    desk
      .given(opened, lent, returned)
      .when({ type: 'AnnulEntry', data: { entry: 'entry-2' } })
      .thenRecorded({ type: 'EntryAnnulled', data: { entry: 'entry-2' } })
      .thenState(({ loans }) => expect(loans['loan-1']?.out).toBe(true));
  });

  it('is refused by what cannot be, before what may be broken knowingly', () => {
    desk
      .given()
      .when({ type: 'LendItem', data: { item: 'atlas', days: 99 } })
      .thenRefused({ because: 'no-card' });
  });
});

describe('an irregular command', () => {
  const history = desk.given(opened);
  const lendLong = (acknowledge: ReturnType<typeof knowingly>) =>
    history.when({
      type: 'LendItem',
      data: { item: 'globe', days: 40 },
      details: { acknowledge },
    });

  it('is refused until it is acknowledged with a reason', () => {
    lendLong([]).thenIrregular('longer-than-allowed');
    lendLong(knowingly('item-is-out')).thenIrregular('longer-than-allowed');
    lendLong([{ code: 'longer-than-allowed', reason: ' ' }]).thenIrregular('longer-than-allowed');
  });

  it('is then recorded with it, and the state knows', () => {
    lendLong(knowingly('longer-than-allowed'))
      .thenRecorded({
        type: 'ItemLent',
        data: { loanId: 'loan-9', item: 'globe', days: 40 },
        irregularities: ['longer-than-allowed'],
      })
      .thenState(({ loans }) =>
        expect(loans['loan-9']?.knowingly).toEqual(['longer-than-allowed']),
      );
  });

  it('bears only what it broke, however much was acknowledged', () => {
    lendLong(knowingly('longer-than-allowed', 'item-is-out')).thenRecorded({
      type: 'ItemLent',
      data: { loanId: 'loan-9', item: 'globe', days: 40 },
      irregularities: ['longer-than-allowed'],
    });
  });

  it('is judged at its own place', () => {
    desk
      .given(opened, lent, returned)
      .when(
        {
          type: 'LendItem',
          data: { item: 'atlas', days: 7 },
          details: { occurredOn: '2025-09-12' },
        },
        { mostAtOnce: 5 },
      )
      .thenIrregular('item-is-out');
  });
});

describe('facts that were decided before', () => {
  it('keep what was acknowledged then, and are asked only whether they can stand', () => {
    const before = folded(lendingRules, desk.given(opened).history);
    const [fact] = desk.given({
      type: 'ItemLent',
      data: { loanId: 'loan-2', item: 'atlas', days: 99 },
      irregularities: [{ code: 'longer-than-allowed', reason: 'known' }],
    }).history;
    const pending = fact ? [{ ...fact, revision: 1 }] : [];
    const planned = planFacts(lendingRules, before, { pending, acknowledge: 'as recorded' });
    expect(planned).toMatchObject({ outcome: 'record', pending });
    const alone = folded(lendingRules, []);
    expect(planFacts(lendingRules, alone, { pending, acknowledge: 'as recorded' })).toEqual({
      outcome: 'refused',
      refusal: { because: 'no-card' },
    });
  });
});

describe('a new event', () => {
  it('is not simply added when a recorded one has to follow it', () => {
    const vaguely = { ...returned, occurredOn: '2025-09-02' } as const;
    const { history } = desk.given(opened, vaguely);
    const [, late] = desk.given(opened, lent).history;
    const pending = late ? [{ ...late, revision: 2 }] : [];
    const before = folded(lendingRules, history);
    expect(comesLast(lendingRules, before, pending)).toBe(false);
    const elsewhere = desk.given(opened, { ...vaguely, data: { loanId: 'loan-7' } }).history;
    expect(comesLast(lendingRules, folded(lendingRules, elsewhere), pending)).toBe(true);
  });
});

describe('whatever is asked', () => {
  const only = (day: string): OccurredOn => onDay(day as LocalDate);
  const onTheLast = { occurredOn: only('2026-07-31') };
  const day = fc
    .integer({ min: 1, max: 28 })
    .map((number) => `2025-09-${String(number).padStart(2, '0')}` as LocalDate);
  const exact = day.map(onDay);
  const vague = day.map((from): OccurredOn => ({
    ...{ from, to: '2025-12-31' as LocalDate, precision: 'term' },
  }));
  const wish = fc.oneof(
    fc.constantFrom('atlas', 'globe').map((item) => ({
      ...{ type: 'LendItem', data: { item, days: 7 } },
    })),
    fc.nat(6).map((n) => ({ type: 'ReturnItem', data: { loanId: `loan-${n}` } })),
    fc.integer({ min: 1, max: 9 }).map((pence) => ({ type: 'PayFee', data: { pence } })),
    fc.nat(8).map((n) => ({
      ...{ type: 'AnnulEntry', data: { entry: `entry-${n}` } },
      details: onTheLast,
    })),
  );
  const acknowledge = fc.constantFrom([], knowingly('item-is-out', 'longer-than-allowed'));
  const command = fc
    .tuple(wish, fc.oneof(exact, vague), acknowledge)
    .map(([asked, occurredOn, known]) => ({
      details: { occurredOn, acknowledge: known },
      ...asked,
    }));
  const commands = fc.array(command, { maxLength: 14 }).map((asked) => [
    {
      type: 'OpenCard',
      data: { cardId: 'c', name: 'Ada' },
      details: { occurredOn: only('2025-09-01') },
    },
    ...asked,
  ]);
  type AnnulEntry = Extract<LendingCommand, { type: 'AnnulEntry' }>;
  type Step = Folded<LendingState, LendingEvent>;

  const askedOf = (one: object, turn: number): Asked<LendingCommand, LendingContext> => ({
    command: one as LendingCommand,
    context: { newLoanId: `loan-${turn}`, mostAtOnce: 3 },
    actor: { id: 'staff-1', role: 'librarian' },
    ids: {
      event: (index) => `event-${turn}-${index}`,
      entry: () => `entry-${turn}`,
      entity: (kind, index) => `${kind}-${turn}-${index}`,
    },
    after: { entries: 0, events: 0 },
  });

  /** Nothing is there to be annulled: nobody asks for it. */
  const isIdle = (one: object, { history }: Step): boolean =>
    (one as LendingCommand).type === 'AnnulEntry' &&
    !history.some(({ entryId }) => entryId === (one as AnnulEntry).data.entry);

  /** Lets `look` see every step, refused or not. */
  const play = (asked: readonly object[], look: (before: Step, turn: number) => void): Step =>
    asked.reduce<Step>(
      (before, one, turn) => {
        if (isIdle(one, before)) return before;
        look(before, turn);
        const planned = planEntry(lendingRules, before, askedOf(one, turn));
        return planned.outcome === 'record' ? planned.folded : before;
      },
      folded(lendingRules, []),
    );

  it('the short way to a plan and the long one agree', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        play(asked, (before, turn) => {
          const one = askedOf(asked[turn] ?? {}, turn);
          // Nothing sorts after it, so that nothing ever comes last.
          const longWay = planEntry(lendingRules, { ...before, lastKey: '~' }, one);
          expect(planEntry(lendingRules, before, one)).toEqual(longWay);
        });
      }),
      { numRuns: 300 },
    );
  });

  it('what is remembered of a history is what folding it again gives', () => {
    fc.assert(
      fc.property(commands, (asked) => {
        const last = play(asked, (before) =>
          expect(before).toEqual(folded(lendingRules, before.history)),
        );
        expect(last).toEqual(folded(lendingRules, last.history));
      }),
    );
  });

  it('an annulled entry leaves the state as if it had not been', () => {
    fc.assert(
      fc.property(commands, fc.nat(14), (asked, which) => {
        const { history } = play(asked, () => undefined);
        const facts = history.filter(({ type }) => type !== 'EntryAnnulled');
        const entry = facts[which % Math.max(1, facts.length)]?.entryId ?? 'none';
        const without = history.filter(({ entryId }) => entryId !== entry);
        const annul = { type: 'AnnulEntry', data: { entry }, details: onTheLast };
        const before = folded(lendingRules, history);
        const planned = planEntry(lendingRules, before, askedOf(annul, 99));
        if (planned.outcome !== 'record') return;
        const { loans, paidPence } = planned.folded.state;
        const never = fold(lendingRules, without);
        expect({ loans, paidPence }).toEqual({ loans: never.loans, paidPence: never.paidPence });
      }),
    );
  });
});
