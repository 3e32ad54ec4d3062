import type { LocalDate } from '#libs/event-sourcing';
import { dayOf } from '#libs/lifecycle';
import { clocksOn, type JourneyEvents, type Viewpoint } from '#libs/reading';

/** One date that the law or its guidance sets, in a sentence with its source. */
export type DueDate = Readonly<{ sentence: string; delay: string | undefined; late: boolean }>;

const PRESSING: readonly string[] = ['overdue', 'perhapsOverdue', 'running', 'excepted'];

/** The dates still to be kept as they stood on a day, what is late first. */
export const dueDates = (
  events: JourneyEvents,
  { effectiveOn, knownAt }: Viewpoint,
  today: LocalDate,
): readonly DueDate[] =>
  clocksOn(events, { on: effectiveOn ?? (knownAt ? dayOf(knownAt) : today), knownAt })
    .filter(({ standing }) => PRESSING.includes(standing.as))
    .sort((one, other) => (one.due.to < other.due.to ? -1 : 1))
    .map(({ sentence, delay, standing }) => ({ sentence, delay, late: standing.as === 'overdue' }));
