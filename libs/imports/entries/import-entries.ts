import { onDay, type Actor } from '#libs/event-sourcing';
import type { JourneyTicket, Journeys } from '#libs/recording';
import { sideBySide } from '../file/at-once.js';
import { byLine, type BadRow, type RowProblem } from '../file/bad-rows.js';
import { surveyOf, type ToldFile } from '../file/told-file.js';
import { checkedEntry } from './checked-entry.js';
import { entryLines } from './entry-lines.js';
import type { BadEntry, Entry } from './entry-row.js';
import { recordingRows, type Outcome, type PlacedRow } from './recording-rows.js';
import { createWhichJourney, type WhichJourneyPorts } from './which-journey.js';

export type EntriesImportPorts = WhichJourneyPorts & Readonly<{ journeys: Journeys }>;

export type EntriesImportOptions = Readonly<{
  file: ToldFile;
  actor: Actor;
  /** The system whose references these are: two systems may use the same ones. */
  system: string;
  /** Decides everything by the same rules and records nothing. */
  dryRun?: boolean | undefined;
  onProgress?: ((rows: number, ofAbout: number) => void) | undefined;
}>;

export type EntriesImport = Readonly<{
  rows: number;
  /** Of a dry run: that would have been. */
  recorded: number;
  unchanged: number;
  badRows: number;
  bad: readonly BadRow[];
}>;

/**
 * Records what another system holds: one row is one command, its reference the command's id. Rows of
 * one journey go in by the order of the file, those of others beside them. Bad rows are told while
 * the rest goes in; a repeat changes nothing. @throws WrongHeading before anything is recorded
 */
export const importEntries = async (
  ports: EntriesImportPorts,
  { file, actor, system, dryRun = false, onProgress }: EntriesImportOptions,
): Promise<EntriesImport> => {
  const { encoding, digest, lines } = await surveyOf(file);
  const caller = `import-entries:${system}`;
  const tally = { rows: 0, recorded: 0, unchanged: 0, badRows: 0 };
  const bad: BadRow[] = [];
  const count = (line: number, outcome: Outcome): void => {
    if ('row' in outcome) tally[outcome.row] += 1;
    else {
      tally.badRows += 1;
      bad.push(...outcome.problems.map((problem) => ({ line, ...problem })));
    }
  };
  const ticketFor = ({ reference: commandId, command, body }: Entry): JourneyTicket => ({
    ...{ commandId, caller, body: { command, body }, actor },
    ...{ source: 'import', correlationId: `import:${digest}` },
  });
  const recording = recordingRows(ports.journeys, dryRun);
  const placed = placedEntries(ports, { lines: entryLines(file, encoding), caller, ticketFor });

  await sideBySide(placed, async (one) => {
    if ('problems' in one) count(one.line, one);
    else await recording.take(one, count);
    tally.rows += 1;
    onProgress?.(tally.rows, Math.max(lines, tally.rows));
  });
  await recording.finish(count);
  return { ...tally, bad: byLine(bad) };
};

type Placing = Readonly<{
  lines: AsyncIterable<Entry | BadEntry>;
  caller: string;
  ticketFor: (entry: Entry) => JourneyTicket;
}>;

/** One after the other, so that a row finds the journey that a row before it opens. */
async function* placedEntries(
  ports: EntriesImportPorts,
  { lines, caller, ticketFor }: Placing,
): AsyncGenerator<PlacedRow | BadEntry> {
  const { now, dayOf } = ports.journeys.ports;
  const whichJourney = createWhichJourney(ports, caller);
  const lineOf = new Map<string, number>();
  for await (const entry of lines) {
    if ('problems' in entry) {
      yield entry;
      continue;
    }
    const { line, reference } = entry;
    const before = lineOf.get(reference);
    lineOf.set(reference, before ?? line);
    const checked = checkedEntry(entry, onDay(dayOf(now())));
    const journeyId = await whichJourney(entry);
    if (before !== undefined) yield { line, problems: [stands(before)] };
    else if ('problems' in checked) yield { line, problems: checked.problems };
    else if (journeyId === undefined) yield { line, problems: [NOT_FOUND] };
    else yield { line, journeyId, command: checked.command, ticket: ticketFor(entry) };
  }
}

const stands = (line: number): RowProblem => ({
  column: 'reference',
  reason: `stands in line ${line} already`,
});

const NOT_FOUND: RowProblem = {
  column: 'journey',
  reason:
    'finds no record, or several: give its id, its reference, or an identifier such as the UPN',
};
