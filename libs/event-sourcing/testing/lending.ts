import { z } from 'zod';
import { accept, event, refuse, unchanged } from '../index.js';
import type { Command, Decision, EventsOf, Happened, Refusal, Rules } from '../index.js';

// A lending desk: the smallest set of rules that uses all the kernel offers. One stream is one
// member's card. For tests of the kernel and of what is built on it.

export const lendingCatalogue = {
  CardOpened: event({
    storedAs: 'card-opened',
    meaning: 'A card was opened.',
    occurs: 'the day it was opened',
    rank: 0,
    opening: true,
    data: { cardId: z.string() },
    personal: { name: z.string() },
  }),
  ItemLent: event({
    storedAs: 'item-lent',
    version: 2,
    meaning: 'An item was lent.',
    occurs: 'the day it left the desk',
    rank: 100,
    data: { loanId: z.string(), item: z.string(), days: z.int() },
    personal: { remark: z.string().optional() },
    // Version 1 counted whole weeks.
    upcasters: { 1: ({ weeks, ...data }) => ({ ...data, days: Number(weeks) * 7 }) },
  }),
  ItemReturned: event({
    storedAs: 'item-returned',
    meaning: 'An item came back.',
    occurs: 'the day it came back',
    rank: 200,
    follows: [['loanId', 'ItemLent']],
    data: { loanId: z.string() },
  }),
  FeePaid: event({
    storedAs: 'fee-paid',
    meaning: 'A fee was paid.',
    occurs: 'the day it was paid',
    rank: 300,
    data: { pence: z.int() },
  }),
  EntryAnnulled: event({
    storedAs: 'entry-annulled',
    meaning: 'An entry was annulled.',
    occurs: 'the day of the annulment',
    rank: 900,
    aboutEntries: true,
    data: { entry: z.string() },
  }),
  PersonalDataRestated: event({
    storedAs: 'personal-data-restated',
    meaning: 'Personal values were put under a new key.',
    occurs: 'the day of it',
    rank: 950,
    aboutEntries: true,
    data: { retired: z.string() },
    personal: { values: z.record(z.string(), z.record(z.string(), z.unknown())) },
  }),
};

export type LendingEvent = EventsOf<typeof lendingCatalogue>;

export type LendingCommand =
  | Command<'OpenCard', { cardId: string; name: string }>
  | Command<'LendItem', { item: string; days: number; remark?: string }>
  | Command<'ReturnItem', { loanId: string }>
  | Command<'PayFee', { pence: number }>
  | Command<'AnnulEntry', { entry: string }>;

export type LendingContext = Readonly<{ newLoanId: string; mostAtOnce: number }>;

type Loan = Readonly<{ item: string; out: boolean; knowingly: readonly string[] }>;
export type LendingState = Readonly<{
  open: boolean;
  loans: Readonly<Record<string, Loan>>;
  paidPence: number;
  /** What took effect, in order: lets a test see the order itself. */
  trail: readonly string[];
}>;

const decide: LendingRules['decide'] = (command, state, context) => {
  switch (command.type) {
    case 'OpenCard':
      return accept({ type: 'CardOpened', data: command.data });
    case 'LendItem':
      if (out(state) >= context.mostAtOnce) return refuse({ because: 'too-many-items' });
      return accept({ type: 'ItemLent', data: { loanId: context.newLoanId, ...command.data } });
    case 'ReturnItem':
      return decideReturn(command.data, state);
    case 'PayFee':
      return accept({ type: 'FeePaid', data: command.data });
    case 'AnnulEntry':
      return accept({ type: 'EntryAnnulled', data: command.data });
  }
};

const decideReturn = (
  data: Readonly<{ loanId: string }>,
  { loans }: LendingState,
): Decision<LendingEvent> => {
  const loan = loans[data.loanId];
  if (!loan) return refuse({ because: 'unknown-loan', ...data });
  return loan.out ? accept({ type: 'ItemReturned', data }) : unchanged;
};

const out = ({ loans }: LendingState): number =>
  Object.values(loans).filter((loan) => loan.out).length;

const admits = (state: LendingState, { type, data }: LendingEvent): Refusal | undefined => {
  if (type === 'CardOpened') return state.open ? { because: 'already-open' } : undefined;
  if (!state.open) return { because: 'no-card' };
  if (type !== 'ItemReturned') return undefined;
  const loan = state.loans[data.loanId];
  if (!loan) return { because: 'unknown-loan' };
  return loan.out ? undefined : { because: 'returned-before' };
};

const irregular: LendingRules['irregular'] = (state, { type, data }) => {
  if (type !== 'ItemLent') return [];
  const same = Object.values(state.loans).some(
    ({ item, out: isOut }) => isOut && item === data.item,
  );
  return [
    ...(same ? [{ code: 'item-is-out' }] : []),
    ...(data.days > 28 ? [{ code: 'longer-than-allowed' }] : []),
  ];
};

const evolve = (state: LendingState, event: Happened<LendingEvent>): LendingState => {
  const trail = [...state.trail, event.eventId];
  switch (event.type) {
    case 'CardOpened':
      return { ...state, trail, open: true };
    case 'ItemLent': {
      const knowingly = event.irregularities.map(({ code }) => code);
      const loan = { item: event.data.item, out: true, knowingly };
      return { ...state, trail, loans: { ...state.loans, [event.data.loanId]: loan } };
    }
    case 'ItemReturned': {
      const loan = state.loans[event.data.loanId];
      if (!loan) return { ...state, trail };
      const loans = { ...state.loans, [event.data.loanId]: { ...loan, out: false } };
      return { ...state, trail, loans };
    }
    case 'FeePaid':
      return { ...state, trail, paidPence: state.paidPence + event.data.pence };
    case 'EntryAnnulled':
    case 'PersonalDataRestated':
      return { ...state, trail };
  }
};

export type LendingRules = Rules<LendingCommand, LendingState, LendingEvent, LendingContext>;

export const lendingRules: LendingRules = {
  catalogue: lendingCatalogue,
  initialState: { open: false, loans: {}, paidPence: 0, trail: [] },
  decide,
  admits,
  irregular,
  evolve,
};
