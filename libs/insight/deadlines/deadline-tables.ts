import {
  CLOCKS,
  deadlineRules,
  isReported,
  type DeadlineEvent,
  type DeadlineState,
  type Reported,
} from '#libs/clocks';
import type { HistoryProjection, RowOf, TableDefinition, Versioned } from '#libs/projections';
import { orNull } from '../tables/columns.js';

/**
 * What the watcher reported, one row for each deadline: so that it can be seen what is to be reported,
 * and what was said and taken back. Figures are computed from the clocks, never from here.
 */
export const reportedDeadlinesTable = {
  name: 'reported_deadlines',
  columns: {
    clock: 'text',
    started_by: 'text',
    part: 'text or null',
    due_on: 'text',
    missed: 'integer',
    times: 'integer',
    withdrawn_because: 'text or null',
  },
  indexes: [],
} as const satisfies TableDefinition;

const rowOf = ([key, one]: readonly [string, Reported]): RowOf<typeof reportedDeadlinesTable> => ({
  key,
  ...{ clock: one.clock, started_by: one.startedBy, part: orNull(one.part), due_on: one.dueOn },
  ...{ missed: Number(isReported(one)), times: one.times },
  withdrawn_because: orNull(one.withdrawnBecause),
});

export const deadlineTables: HistoryProjection<DeadlineState, DeadlineEvent> = {
  kind: 'history',
  name: 'deadlines',
  version: 1,
  prefix: CLOCKS,
  rules: deadlineRules,
  sets: [
    {
      tables: [reportedDeadlinesTable],
      dependsOn: ({ state }) => [state],
      rows: ({ state }) => ({ reported_deadlines: Object.entries(state).map(rowOf) }),
    },
  ],
};

export type DeadlineTables = { reported_deadlines: Versioned<typeof reportedDeadlinesTable> };
