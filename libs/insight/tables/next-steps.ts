import { clockRule, clocksOf, stoppedBy, type Clock } from '#libs/clocks';
import { closedBy, isRegistered, type JourneyState } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import { otherSteps, stepsDependOn, type OpenStep } from '../steps/other-steps.js';
import { phaseTransferRows, transferMilestonesTable } from './boards.js';
import { clockRow, clocksTable, notesForClocks, pursuedColumns } from './clocks.js';
import { orNull, type JourneyRows } from './columns.js';

/**
 * What is to be done next on each open case: the open step that is due first, and how many there are.
 * `step` is a clock, or a code of `OTHER_STEPS`.
 */
export const nextStepsTable = {
  name: 'next_steps',
  columns: {
    step: 'text',
    part: 'text or null',
    /** `9999-12-31` where no day is set. */
    due_on: 'text',
    started_by: 'text or null',
    about_kind: 'text or null',
    about_id: 'text or null',
    school: 'text or null',
    chases: 'integer',
    last_chased_on: 'text or null',
    last_chased_by: 'text or null',
    explained_on: 'text or null',
    explained_reason: 'text or null',
    expected_on: 'text or null',
    open_steps: 'integer',
  },
  indexes: [],
} as const satisfies TableDefinition;

export const NO_DAY_SET = '9999-12-31';

type NextStepRow = RowOf<typeof nextStepsTable>;
type Step = Readonly<{ code: string; due: string; clock?: Clock; other?: OpenStep }>;

/** Windows are others' time: there is nothing to do but wait. What the law excepts waits too. */
const asksForAStep = (clock: Clock): boolean =>
  stoppedBy(clock) === undefined &&
  clockRule(clock.clock).kind === 'deadline' &&
  clock.excepted === undefined;

const dueFirst = (one: Step, other: Step): number => {
  const [a, b] = [`${one.due} ${one.code}`, `${other.due} ${other.code}`];
  return a < b ? -1 : a > b ? 1 : 0;
};

const stepsIn = (state: JourneyState, clocks: readonly Clock[]): readonly Step[] =>
  [
    ...clocks
      .filter(asksForAStep)
      // The earliest day it may have been due: better a day too soon than too late.
      .map((clock): Step => ({ code: clock.clock, due: clock.due.from, clock })),
    ...otherSteps(state).map((other): Step => ({
      code: other.code,
      due: other.due ?? NO_DAY_SET,
      other,
    })),
  ].sort(dueFirst);

const NOT_PURSUED = { chased: undefined, explained: undefined };

const aboutColumns = ({ clock, other }: Step) => {
  const about = clock?.about ?? other?.about;
  return {
    about_kind: orNull(about?.kind),
    about_id: orNull(about?.id),
    school: orNull(about?.school),
  };
};

const nextStepRows = (state: JourneyState, clocks: readonly Clock[]): readonly NextStepRow[] => {
  if (!isRegistered(state) || closedBy(state)) return [];
  const steps = stepsIn(state, clocks);
  const [next] = steps;
  if (next === undefined) return [];
  const { clock } = next;
  return [
    {
      key: 'next',
      ...{ step: next.code, part: orNull(clock?.part), due_on: next.due },
      started_by: orNull(clock?.started.entryId),
      ...aboutColumns(next),
      ...pursuedColumns(clock ?? NOT_PURSUED),
      open_steps: steps.length,
    },
  ];
};

/** Clocks, the step that is next, and phase transfers: together, for all want the clocks. */
export const clockRows: JourneyRows = {
  tables: [clocksTable, nextStepsTable, transferMilestonesTable],
  notes: notesForClocks,
  // The reviews that transfers look at are noted.
  dependsOn: ({ noted, state }) => [
    ...[noted, state.transitions.phaseTransfers],
    ...stepsDependOn(state),
  ],
  rows: ({ noted, state }) => {
    const clocks = clocksOf(noted);
    return {
      clocks: clocks.map(clockRow),
      next_steps: nextStepRows(state, clocks),
      transfer_milestones: phaseTransferRows(state, clocks),
    };
  },
};
