import { event, type Catalogue, type EventsOf } from '#libs/event-sourcing';
import { code, id, localDate } from '#libs/lifecycle';
import { clockIds } from '../clock.js';

// What the store holds, for good. Never edit a published shape: add a version and an upcaster.

/** Which running of which clock: `startedBy` is the entry in the journey, `part` as the clock has it. */
const running = {
  clock: code(clockIds),
  startedBy: id,
  part: id.optional(),
  dueOn: localDate,
};

export const withdrawnBecause = ['metInTime', 'excepted', 'notOwed'] as const;

/**
 * What the watcher writes to `clocks-<journey id>`. Nothing in it is personal; the entries it names are
 * opaque. Figures never come from here: they are computed from what happened.
 */
export const deadlineCatalogue = {
  DeadlineMissed: event({
    storedAs: 'deadline-missed',
    meaning: 'A deadline passed, and by all that was known then what was due had not been done.',
    occurs: 'the day after the last day',
    rank: 10,
    data: { ...running, force: code(['statutory', 'guidance'] as const) },
  }),
  DeadlineMissWithdrawn: event({
    storedAs: 'deadline-miss-withdrawn',
    meaning: 'A deadline that was reported as missed was not, by what became known since.',
    occurs: 'the day it was found',
    rank: 20,
    follows: [['startedBy', 'DeadlineMissed']],
    data: { ...running, because: code(withdrawnBecause) },
  }),
} as const satisfies Catalogue;

export type DeadlineEvent = EventsOf<typeof deadlineCatalogue>;

export const CLOCKS = 'clocks-';
