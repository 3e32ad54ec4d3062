import { derivedId, fold, onDay, type Actor, type LocalDate } from '#libs/event-sourcing';
import { journeyRules, type JourneyCommand } from '#libs/lifecycle';
import type { Journeys, JourneyTicket } from '#libs/recording';
import { recordingRows, type Outcome, type PlacedRow } from '../entries/recording-rows.js';
import { createWhichJourney, type WhichJourneyPorts } from '../entries/which-journey.js';
import { sideBySide } from '../file/at-once.js';
import { byLine, type BadRow, type RowProblem } from '../file/bad-rows.js';
import { csvRows } from '../file/csv-rows.js';
import { surveyOf, type Survey, type ToldFile } from '../file/told-file.js';
import { codeInHeading, totalsOf } from './attendance-codes.js';
import {
  attendanceColumns,
  attendanceIn,
  requiredAttendanceColumns,
  type AttendanceRow,
  type BadAttendance,
} from './attendance-row.js';
import { placementsIn } from './placement-at.js';

export type AttendanceImportPorts = WhichJourneyPorts & Readonly<{ journeys: Journeys }>;

export type AttendanceImportOptions = Readonly<{
  file: ToldFile;
  actor: Actor;
  /** The system whose references stand in the column `learner`. */
  system: string;
  /** Decides everything by the same rules and records nothing. */
  dryRun?: boolean | undefined;
  onProgress?: ((rows: number, ofAbout: number) => void) | undefined;
}>;

export type AttendanceImport = Readonly<{
  rows: number;
  /** Of a dry run: that would have been. */
  recorded: number;
  unchanged: number;
  badRows: number;
  bad: readonly BadRow[];
  /** Headings that are neither columns nor codes: what stands under them was not read. */
  unread: readonly string[];
}>;

const COLUMNS = {
  known: Object.keys(attendanceColumns),
  required: requiredAttendanceColumns,
  others: 'kept',
} as const;

/**
 * Records the attendance that a school returned: one row for each learner and half-term, a column for
 * each code. A later return that differs replaces the one before; a repeat changes nothing. Bad rows
 * are told while the rest goes in. @throws WrongHeading before anything is recorded
 */
export const importAttendance = async (
  ports: AttendanceImportPorts,
  { file, actor, system, dryRun = false, onProgress }: AttendanceImportOptions,
): Promise<AttendanceImport> => {
  const survey = await surveyOf(file);
  const tally = { rows: 0, recorded: 0, unchanged: 0, badRows: 0 };
  const bad: BadRow[] = [];
  const unread: string[] = [];
  const count = (line: number, outcome: Outcome): void => {
    if ('row' in outcome) tally[outcome.row] += 1;
    else {
      tally.badRows += 1;
      bad.push(...outcome.problems.map((problem) => ({ line, ...problem })));
    }
  };
  const recording = recordingRows(ports.journeys, dryRun);
  const placed = placedRows(ports, {
    rows: rowsIn(file, survey, unread),
    caller: `import-entries:${system}`,
    ticket: { actor, source: 'import', correlationId: `import:${survey.digest}` },
  });
  await sideBySide(placed, async (one) => {
    if ('problems' in one) count(one.line, one);
    else await recording.take(one, count);
    tally.rows += 1;
    onProgress?.(tally.rows, Math.max(survey.lines, tally.rows));
  });
  await recording.finish(count);
  return { ...tally, bad: byLine(bad), unread };
};

async function* rowsIn(
  file: ToldFile,
  { encoding }: Survey,
  unread: string[],
): AsyncGenerator<AttendanceRow | BadAttendance> {
  for await (const row of csvRows(file, encoding, COLUMNS)) {
    if ('names' in row) unread.push(...row.names.filter(isUnread));
    else yield attendanceIn(row);
  }
}

const isUnread = (name: string | undefined): name is string =>
  name !== undefined && !COLUMNS.known.includes(name) && codeInHeading(name) === undefined;

type Placing = Readonly<{
  rows: AsyncIterable<AttendanceRow | BadAttendance>;
  caller: string;
  ticket: Pick<JourneyTicket, 'actor' | 'source' | 'correlationId'>;
}>;

const CALLER = 'import-attendance';

async function* placedRows(
  ports: AttendanceImportPorts,
  { rows, caller, ticket }: Placing,
): AsyncGenerator<PlacedRow | BadAttendance> {
  const { now, dayOf } = ports.journeys.ports;
  const today = dayOf(now());
  const whichJourney = createWhichJourney(ports, caller);
  const lineOf = new Map<string, number>();
  for await (const row of rows) {
    if ('problems' in row) {
      yield row;
      continue;
    }
    const { line, learner: journey } = row;
    const journeyId = await whichJourney({ line, journey, reference: '', command: '', body: {} });
    const found = await placementOf(ports, row, journeyId);
    if (journeyId === undefined || typeof found !== 'string') {
      yield { line, problems: [typeof found === 'string' ? NO_RECORD : found] };
      continue;
    }
    const told = [found, row.schoolYear, row.halfTerm].join('/');
    const before = lineOf.get(told);
    lineOf.set(told, before ?? line);
    if (before !== undefined) yield { line, problems: [stands(before)] };
    else
      yield { line, journeyId, ...commandFor(row, found, today), ...ticketFor(row, told, ticket) };
  }
}

const NO_RECORD: RowProblem = {
  column: 'learner',
  reason: 'finds no record, or several: give the UPN, the id of the record, or its reference',
};

const stands = (line: number): RowProblem => ({
  column: 'halfTerm',
  reason: `of this learner stands in line ${line} already`,
});

/** The id of the placement that a row is about, or why there is none. */
const placementOf = async (
  { journeys }: AttendanceImportPorts,
  row: AttendanceRow,
  journeyId: string | undefined,
): Promise<string | RowProblem> => {
  if (journeyId === undefined) return NO_RECORD;
  const { events } = await journeys.history(journeyId);
  const [placement, ...more] = placementsIn(fold(journeyRules, events), row);
  if (placement && more.length === 0) return placement.placementId;
  const reason = placement
    ? 'several placements of the learner at this school lie in the half-term: record it in the service'
    : 'the learner has no placement at this school in the half-term';
  return { column: 'urn', reason };
};

const commandFor = (row: AttendanceRow, placementId: string, today: LocalDate) => {
  const { schoolYear, halfTerm, byCode, returnedOn = today } = row;
  const data = { placementId, schoolYear, halfTerm, ...totalsOf(byCode), byCode: [...byCode] };
  const command: JourneyCommand = {
    ...{ type: 'ReturnAttendance', data, details: { occurredOn: onDay(returnedOn) } },
  };
  return { command };
};

/** The same return is the same command, whichever file it comes in; another one is another. */
const ticketFor = (
  { returnedOn, byCode }: AttendanceRow,
  told: string,
  ticket: Placing['ticket'],
): Readonly<{ ticket: JourneyTicket }> => {
  const body = { told, returnedOn, byCode };
  const commandId = derivedId(CALLER, told, returnedOn ?? '', JSON.stringify(byCode));
  return { ticket: { ...ticket, commandId, caller: CALLER, body } };
};
