import { knowingly, scenario } from './testing/index.js';
import { lendingRules } from './testing/lending.js';

const desk = scenario(lendingRules, { context: { newLoanId: 'loan-2', mostAtOnce: 3 } });

const opened = { type: 'CardOpened', data: { cardId: 'card-1', name: 'Ada' } } as const;
const lent = { type: 'ItemLent', data: { loanId: 'loan-1', item: 'atlas', days: 14 } } as const;
const returned = { type: 'ItemReturned', data: { loanId: 'loan-1' } } as const;
const lendAtlas = { type: 'LendItem', data: { item: 'atlas', days: 14 } } as const;

describe('a scenario', () => {
  it('lets each event happen the day after the one before it', () => {
    const { history } = desk.given(opened, { ...lent, occurredOn: '2025-12-31' }, returned);
    expect(history.map(({ occurredOn }) => occurredOn.from)).toEqual([
      '2025-09-01',
      '2025-12-31',
      '2026-01-01',
    ]);
  });

  it('shows what was recorded, and the state after it', () => {
    desk
      .given(opened)
      .when(lendAtlas)
      .thenRecorded({
        type: 'ItemLent',
        data: { loanId: 'loan-2', item: 'atlas', days: 14 },
        occurredOn: '2025-09-02',
      })
      .thenState(({ loans }) => expect(loans['loan-2']?.out).toBe(true));
  });

  it('fails when something else was recorded', () => {
    const outcome = desk.given(opened).when(lendAtlas);
    expect(() => outcome.thenRecorded(lent)).toThrow('loan-2');
    expect(() => outcome.thenRecorded()).toThrow('record');
    expect(() => outcome.thenNothing()).toThrow('unchanged');
    expect(() => outcome.thenRefused('already-open')).toThrow('refused');
  });

  it('shows that nothing was to be recorded', () => {
    desk
      .given(opened, lent, returned)
      .when({ type: 'ReturnItem', data: { loanId: 'loan-1' } })
      .thenNothing();
  });

  it('compares a refusal with all its data, or by its code alone', () => {
    const outcome = desk.given(opened).when({ type: 'ReturnItem', data: { loanId: 'loan-9' } });
    outcome.thenRefused({ because: 'unknown-loan', loanId: 'loan-9' }).thenRefused('unknown-loan');
    expect(() => outcome.thenRefused({ because: 'unknown-loan' })).toThrow('loan-9');
    expect(() => outcome.thenRefused('no-card')).toThrow('unknown-loan');
  });

  it('replaces parts of the context for one command', () => {
    desk.given(opened, lent).when(lendAtlas, { mostAtOnce: 1 }).thenRefused('too-many-items');
  });

  it('names exactly the rules that are broken, and records them once acknowledged', () => {
    const asked = desk.given(opened, lent);
    const outcome = asked.when({ type: 'LendItem', data: { item: 'atlas', days: 30 } });
    outcome.thenIrregular('longer-than-allowed', 'item-is-out');
    expect(() => outcome.thenIrregular('item-is-out')).toThrow('longer-than-allowed');
    asked.when({ ...lendAtlas, details: { acknowledge: knowingly('item-is-out') } }).thenRecorded({
      type: 'ItemLent',
      data: { loanId: 'loan-2', item: 'atlas', days: 14 },
      irregularities: ['item-is-out'],
    });
  });

  it('asks later entries again', () => {
    desk
      .given(opened, lent, returned)
      .when({ type: 'AnnulEntry', data: { entry: 'entry-1' } })
      .thenRefused({
        because: 'later-entry-no-longer-holds',
        entry: 'entry-2',
        event: 'ItemReturned',
        refusal: { because: 'unknown-loan' },
      });
  });

  it('fails when what was recorded could not be stored', () => {
    const outcome = desk.given(opened).when({ type: 'PayFee', data: { pence: 1.5 } });
    expect(() => outcome.thenRecorded({ type: 'FeePaid', data: { pence: 1.5 } })).toThrow('int');
  });
});
