import { parse } from 'csv-parse/sync';
import { NotOnspd, onspdRow, placesOfColumns, type OnspdColumns } from './onspd-row.js';
import type { PlacedPostcode, PostcodeShelf } from './postcode-directory.js';

export { NotOnspd } from './onspd-row.js';

/** A row that did not go in. `line` counts from 1, which is the header. */
export type BadRow = Readonly<{ line: number; reason: string }>;

export type OnspdImport = Readonly<{
  rows: number;
  added: number;
  changed: number;
  unchanged: number;
  /** Left out: no grid reference, or (Northern Ireland) one on another grid. */
  withoutCoordinates: number;
  bad: number;
}>;

export type OnspdImportOptions = Readonly<{
  /** Told after each batch, and once more at the end. */
  onProgress?: ((soFar: OnspdImport) => void) | undefined;
  onBadRow?: ((bad: BadRow) => void) | undefined;
}>;

const BATCH_ROWS = 5_000;

/**
 * Puts the rows of an ONS Postcode Directory (CSV as downloaded, as bytes) on the shelf. What is bad
 * is told and left out while the rest goes in; a repeat changes nothing. Interrupted, it keeps the
 * batches that are in: run it again.
 * @throws NotOnspd when the columns it needs are not there; nothing was changed then
 */
export const importOnspd = async (
  csv: AsyncIterable<Buffer>,
  shelf: PostcodeShelf,
  { onProgress, onBadRow }: OnspdImportOptions = {},
): Promise<OnspdImport> => {
  const tally = { rows: 0, added: 0, changed: 0, unchanged: 0, withoutCoordinates: 0, bad: 0 };
  const put = async (batch: readonly PlacedPostcode[]): Promise<void> => {
    const { added, changed } = await shelf.put(batch);
    tally.added += added;
    tally.changed += changed;
    tally.unchanged += batch.length - added - changed;
    onProgress?.({ ...tally });
  };

  let batch: PlacedPostcode[] = [];
  for await (const row of rowsOf(csv)) {
    tally.rows += 1;
    if (row.is === 'placed') batch.push(row.place);
    else if (row.is === 'without-coordinates') tally.withoutCoordinates += 1;
    else {
      tally.bad += 1;
      onBadRow?.({ line: row.line, reason: row.reason });
    }
    if (batch.length < BATCH_ROWS) continue;
    await put(batch);
    batch = [];
  }
  await put(batch);
  return { ...tally };
};

async function* rowsOf(csv: AsyncIterable<Buffer>) {
  let columns: OnspdColumns | undefined;
  let width = 0;
  let line = 0;
  for await (const text of linesOf(csv)) {
    line += 1;
    if (text === '') continue;
    const record = fieldsOf(text);
    if (columns === undefined) {
      columns = placesOfColumns(record ?? []);
      width = record?.length ?? 0;
    } else if (record?.length === width) yield { ...onspdRow(record, columns), line };
    else yield { is: 'bad' as const, line, reason: brokenBecause(record, width) };
  }
  if (columns === undefined) throw new NotOnspd(['everything: the file is empty']);
}

// A line at a time: no value of this table has a line break in it, and so a stray quote spoils its
// own line and not the rest of the file.
async function* linesOf(csv: AsyncIterable<Buffer>): AsyncIterable<string> {
  let rest = '';
  let first = true;
  for await (const chunk of csv) {
    // UTF-8 or Windows-1252 need not be told apart: all that is read here is ASCII in both.
    const lines = (rest + chunk.toString('latin1')).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) {
      yield trimmed(line, first);
      first = false;
    }
  }
  if (rest !== '') yield trimmed(rest, first);
}

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';

const trimmed = (line: string, first: boolean): string => {
  const text = line.endsWith('\r') ? line.slice(0, -1) : line;
  return first && text.startsWith(BYTE_ORDER_MARK) ? text.slice(BYTE_ORDER_MARK.length) : text;
};

const fieldsOf = (line: string): readonly string[] | undefined => {
  if (!line.includes('"')) return line.split(',');
  try {
    return (parse(line) as string[][])[0];
  } catch {
    return undefined;
  }
};

const brokenBecause = (record: readonly string[] | undefined, width: number): string =>
  record === undefined
    ? 'its quotes do not match'
    : `it has ${record.length} columns, the first line ${width}`;
