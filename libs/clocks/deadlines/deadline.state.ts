import type { Happened } from '#libs/event-sourcing';
import type { DeadlineEvent } from './deadline.events.js';

type Running = Pick<DeadlineEvent['data'], 'clock' | 'startedBy' | 'part' | 'dueOn'>;

/** One deadline as it was reported: still missed or taken back, and how often it was said so. */
export type Reported = Running &
  Readonly<{
    /** How many times it was reported, and taken back: what was taken back can be missed again. */
    times: number;
    withdrawals: number;
    withdrawnBecause: string | undefined;
  }>;

/** By {@link runningKey}. */
export type DeadlineState = Readonly<Record<string, Reported>>;

/** One clock, one starting entry, one due date. */
export const runningKey = ({ clock, startedBy, part = '', dueOn }: Running): string =>
  [clock, startedBy, part, dueOn].join('/');

/** It stands as missed. Counted, so that the days of the events do not matter. */
export const isReported = (reported: Reported | undefined): boolean =>
  reported !== undefined && reported.times > reported.withdrawals;

export const initialDeadlines: DeadlineState = {};

export const evolveDeadlines = (
  state: DeadlineState,
  event: Happened<DeadlineEvent>,
): DeadlineState => {
  const { clock, startedBy, part, dueOn } = event.data;
  const key = runningKey(event.data);
  const { times, withdrawals, withdrawnBecause } = state[key] ?? NEVER;
  const counted =
    event.type === 'DeadlineMissed'
      ? { times: times + 1, withdrawals, withdrawnBecause }
      : { times, withdrawals: withdrawals + 1, withdrawnBecause: event.data.because };
  return { ...state, [key]: { clock, startedBy, part, dueOn, ...counted } };
};

const NEVER = { times: 0, withdrawals: 0, withdrawnBecause: undefined };
