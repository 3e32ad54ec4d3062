import type { LocalDate } from '#libs/event-sourcing';
import { addDays, assignmentOn, assignmentsOf, closedBy, type Assignment } from '#libs/lifecycle';
import type { JourneyState } from '#libs/lifecycle';
import type { RowOf, TableDefinition } from '#libs/projections';
import type { JourneyRows } from './columns.js';

/**
 * Who has the case on which days, without gaps that nobody made: after a cover it is back with
 * whoever had it before. A list asks for the row of its day. `key` is `from_day`.
 */
export const assignmentsTable = {
  name: 'assignments',
  columns: {
    officer: 'text or null',
    team: 'text',
    from_day: 'text',
    /** The last day; `9999-12-31` where no end is known. */
    to_day: 'text',
    /** The first day of this assignment, also where a cover lay in between. */
    since: 'text',
    reason: 'text',
  },
  indexes: [
    { columns: ['officer', 'stream'], current: true },
    { columns: ['team', 'stream'], current: true },
  ],
} as const satisfies TableDefinition;

export const NO_END = '9999-12-31';

type AssignmentRow = RowOf<typeof assignmentsTable>;
type Turn = Readonly<{ from: LocalDate; assignment: Assignment | undefined }>;

/** On each of these days the case may have come to somebody else. */
const turningDays = (assignments: readonly Assignment[]): readonly LocalDate[] => {
  const days = assignments.flatMap(({ from, until }) =>
    until === undefined ? [from] : [from, addDays(until, 1)],
  );
  return [...new Set(days)].sort();
};

const turnsOf = (state: JourneyState): readonly Turn[] =>
  turningDays(assignmentsOf(state))
    .map((from) => ({ from, assignment: assignmentOn(state, from) }))
    .filter((turn, at, turns) => turn.assignment !== turns[at - 1]?.assignment);

const rowOf = ({ from, assignment }: Turn, next: Turn | undefined): readonly AssignmentRow[] =>
  assignment === undefined
    ? []
    : [
        {
          key: from,
          officer: assignment.officer ?? null,
          team: assignment.team,
          from_day: from,
          to_day: next ? addDays(next.from, -1) : NO_END,
          since: assignment.from,
          reason: assignment.reasonCode,
        },
      ];

export const assignmentRows: JourneyRows = {
  tables: [assignmentsTable],
  dependsOn: ({ state: { record } }) => [record.assignments, record.closed],
  rows: ({ state }) => {
    if (closedBy(state)) return { assignments: [] };
    const turns = turnsOf(state);
    return { assignments: turns.flatMap((turn, at) => rowOf(turn, turns[at + 1])) };
  },
};
