import { fold, type Happened, type LocalDate, type Placed } from '#libs/event-sourcing';
import { addDays, type JourneyEvent } from '#libs/lifecycle';
import { clockRule } from '../catalogue.js';
import type { Clock } from '../clock.js';
import { clocksOf } from '../clocks-of.js';
import { isMissed } from '../standing.js';
import { deadlineCatalogue, type DeadlineEvent } from './deadline.events.js';
import {
  evolveDeadlines,
  initialDeadlines,
  isReported,
  runningKey,
  type DeadlineState,
  type Reported,
} from './deadline.state.js';

/** How the stream `clocks-<journey id>` is folded. */
export const deadlineRules = {
  initialState: initialDeadlines,
  evolve: evolveDeadlines,
  catalogue: deadlineCatalogue,
};

/** What is to be written, with the day it is about and how often the like was written before. */
export type ToTell = Readonly<{ event: DeadlineEvent; on: LocalDate; times: number }>;

type Running = Parameters<typeof runningKey>[0];

const runningOf = ({ clock, started, part, due }: Clock): Running => ({
  ...{ clock, startedBy: started.entryId, dueOn: due.to },
  ...(part === undefined ? {} : { part }),
});

const missOf = (clock: Clock, times: number): ToTell => {
  const { force } = clockRule(clock.clock);
  const data = { ...runningOf(clock), force: force === 'guidance' ? force : 'statutory' } as const;
  return { event: { type: 'DeadlineMissed', data }, on: addDays(clock.due.to, 1), times };
};

const because = (clock: Clock | undefined) => {
  if (clock === undefined) return 'notOwed';
  return clock.excepted === undefined ? 'metInTime' : 'excepted';
};

const withdrawalOf = (
  { clock, startedBy, part, dueOn, times }: Reported,
  found: Clock | undefined,
  today: LocalDate,
): ToTell => {
  const running = { clock, startedBy, dueOn, ...(part === undefined ? {} : { part }) };
  const data = { ...running, because: because(found) } as const;
  return { event: { type: 'DeadlineMissWithdrawn', data }, on: today, times };
};

const isClosed = (standing: readonly Happened<JourneyEvent>[]): boolean =>
  standing.some(({ type }) => type === 'RecordDisposed' || type === 'JourneyMergedInto');

/**
 * What has to be written so that the reports of a journey say what is so today: deadlines missed that
 * were not reported, and reports that are not so any more. Nothing where they say it already, and
 * nothing more about a record that was closed.
 *
 * @param standing the events of the journey that were not annulled
 * @param reported the stream `clocks-<journey id>` so far
 */
export const deadlinesToTell = (
  standing: readonly Happened<JourneyEvent>[],
  reported: readonly Placed<DeadlineEvent>[],
  today: LocalDate,
): readonly ToTell[] => {
  if (isClosed(standing)) return [];
  const state: DeadlineState = fold(deadlineRules, reported);
  const clocks = new Map(clocksOf(standing).map((clock) => [runningKey(runningOf(clock)), clock]));
  const missed = [...clocks].filter(([, clock]) => isMissed(clock, today));
  const isSo = new Set(missed.map(([key]) => key));
  return [
    ...missed
      .filter(([key]) => !isReported(state[key]))
      .map(([key, clock]) => missOf(clock, state[key]?.times ?? 0)),
    ...Object.entries(state)
      .filter(([key, one]) => isReported(one) && !isSo.has(key))
      .map(([key, one]) => withdrawalOf(one, clocks.get(key), today)),
  ];
};
