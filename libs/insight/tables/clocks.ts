import { isClocked, stoppedBy, type Clock } from '#libs/clocks';
import type { RowOf, TableDefinition } from '#libs/projections';
import { interval, intervalColumns, orNull } from './columns.js';

/**
 * Every running of a statutory clock (docs/clocks.md), one row each: when it began, when it is or was
 * due and how it stopped. Whether a day has passed is asked of a row, and never in it.
 */
export const clocksTable = {
  name: 'clocks',
  columns: {
    clock: 'text',
    part: 'text or null',
    /** The entry and the event that started it, and the day it is about. */
    started_by: 'text',
    started_event: 'text',
    ...intervalColumns('started'),
    /** The last day; the earliest and the latest where the start is known vaguely. */
    due_from: 'text',
    due_on: 'text',
    /** 1 where a day that passes is a miss: a deadline that nothing excepts, due since `clocksFrom`. */
    counts: 'integer',
    /** 1 while neither met nor ended. */
    open: 'integer',
    ...intervalColumns('met'),
    met_by: 'text or null',
    ended_on: 'text or null',
    ended_because: 'text or null',
    /** Codes, with spaces between. */
    excepted: 'text or null',
    about_kind: 'text or null',
    about_id: 'text or null',
    provider_id: 'text or null',
    school: 'text or null',
    chases: 'integer',
    last_chased_on: 'text or null',
    last_chased_by: 'text or null',
    explained_on: 'text or null',
    explained_reason: 'text or null',
    expected_on: 'text or null',
  },
  indexes: [{ columns: ['clock', 'open', 'due_on', 'stream', 'row_key'], current: true }],
} as const satisfies TableDefinition;

export type ClockRow = RowOf<typeof clocksTable>;

const aboutColumns = ({ about }: Clock) => ({
  about_kind: orNull(about?.kind),
  about_id: orNull(about?.id),
  provider_id: orNull(about?.providerId),
  school: orNull(about?.school),
});

/** Who was reminded last, and what was said of a delay: of a clock, or of the step that it asks for. */
export const pursuedColumns = (clock: Pick<Clock, 'chased' | 'explained'>) => ({
  ...chasedColumns(clock),
  ...explainedColumns(clock),
});

const chasedColumns = ({ chased }: Pick<Clock, 'chased'>) => ({
  chases: chased?.times ?? 0,
  last_chased_on: orNull(chased?.lastOn),
  last_chased_by: orNull(chased?.lastBy),
});

const explainedColumns = ({ explained }: Pick<Clock, 'explained'>) => ({
  explained_on: orNull(explained?.on.from),
  explained_reason: orNull(explained?.reasonCode),
  expected_on: orNull(explained?.expectedOn),
});

export const clockRow = (clock: Clock): ClockRow => {
  const { started, due, met, ended, excepted } = clock;
  return {
    key: clock.key,
    clock: clock.clock,
    part: orNull(clock.part),
    started_by: started.entryId,
    started_event: started.eventId,
    ...interval('started', started.on),
    ...{ due_from: due.from, due_on: due.to },
    counts: Number(clock.counts),
    open: Number(stoppedBy(clock) === undefined),
    ...interval('met', met?.on),
    met_by: orNull(met?.entryId),
    ended_on: orNull(ended?.mark.on.from),
    ended_because: orNull(ended?.because),
    excepted: orNull(excepted?.join(' ')),
    ...aboutColumns(clock),
    ...pursuedColumns(clock),
  };
};

export const notesForClocks = isClocked;
