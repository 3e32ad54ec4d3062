import type { Actor } from '#libs/event-sourcing';
import { byLine, type BadRow, type RowProblem } from '../file/bad-rows.js';
import { csvRows, type BrokenRow, type CsvHeading, type CsvRow } from '../file/csv-rows.js';
import { sideBySide } from '../file/at-once.js';
import { surveyOf, type ToldFile } from '../file/told-file.js';
import { journeyColumns, requiredJourneyColumns } from './journey-columns.js';
import { positionIn, type ForWholeFile } from './journey-row.js';
import type { JourneysImportPorts } from './ports.js';
import type { Position } from './position.js';
import { createPositionDesk, type PositionOutcome } from './record-position.js';

export type JourneysImportOptions = Readonly<{
  file: ToldFile;
  actor: Actor;
  /** Decides everything by the same rules and records nothing. */
  dryRun?: boolean | undefined;
  whole?: ForWholeFile | undefined;
  onProgress?: ((rows: number, ofAbout: number) => void) | undefined;
}>;

export type JourneysImport = Readonly<{
  rows: number;
  /** Of a dry run: that would have been. */
  imported: number;
  unchanged: number;
  /** Headings of columns that mean nothing here. */
  unknownColumns: readonly string[];
  /** One for each problem; a row may have several. */
  bad: readonly BadRow[];
  badRows: number;
}>;

/**
 * Opening positions from a spreadsheet saved as CSV: each row opens a journey and brings it to where
 * it stands. A row goes in as a whole or not at all; bad rows are told while the rest goes in; a
 * repeat changes nothing, and a row that is different from what was imported under its reference
 * says so. @throws WrongHeading before anything is recorded
 */
export const importJourneys = async (
  ports: JourneysImportPorts,
  { file, actor, dryRun = false, whole = {}, onProgress }: JourneysImportOptions,
): Promise<JourneysImport> => {
  const { encoding, digest, lines } = await surveyOf(file);
  const desk = createPositionDesk(ports, { actor, dryRun, fileDigest: digest });
  const tally = { rows: 0, imported: 0, unchanged: 0, badRows: 0 };
  const bad: BadRow[] = [];
  const only = createOnlyOnce();
  let unknownColumns: readonly string[] = [];

  const outcomeOf = async (row: CsvRow | BrokenRow): Promise<PositionOutcome> => {
    if ('broken' in row) return { problems: [{ column: '', reason: row.broken }] };
    const position = positionIn(row.values, whole);
    if ('problems' in position) return position;
    const twice = only(position, row.line);
    return twice ?? desk.take(position, row.line);
  };

  const take = async (row: CsvHeading | CsvRow | BrokenRow): Promise<void> => {
    if ('names' in row) {
      unknownColumns = row.unknown;
      return;
    }
    const outcome = await outcomeOf(row);
    tally.rows += 1;
    if ('problems' in outcome) {
      tally.badRows += 1;
      bad.push(...outcome.problems.map((problem) => ({ line: row.line, ...problem })));
    } else tally[outcome.row] += 1;
    onProgress?.(tally.rows, Math.max(lines - 1, tally.rows));
  };

  await sideBySide(csvRows(file, encoding, COLUMNS), take);
  return { ...tally, unknownColumns, bad: byLine(bad) };
};

const COLUMNS = { known: Object.keys(journeyColumns), required: requiredJourneyColumns };

/** A reference, or a pupil number, that stands in a file twice. */
const createOnlyOnce = () => {
  const lineOf = new Map<string, number>();
  const before = (column: 'reference' | 'upn', value: string | undefined, line: number) => {
    if (value === undefined) return [];
    const key = `${column} ${value}`;
    const there = lineOf.get(key);
    lineOf.set(key, there ?? line);
    return there === undefined ? [] : [{ column, reason: `stands in line ${there} already` }];
  };
  return (
    { reference, learner }: Position,
    line: number,
  ): Readonly<{ problems: readonly RowProblem[] }> | undefined => {
    const problems = [...before('reference', reference, line), ...before('upn', learner.upn, line)];
    return problems.length > 0 ? { problems } : undefined;
  };
};
