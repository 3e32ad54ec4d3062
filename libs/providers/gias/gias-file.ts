import { csvRecords, encodingOf, type ByteSource } from '#libs/csv';

/** One line of the file by the names of its columns, or why it could not be read. */
export type GiasLine =
  | Readonly<{ line: number; fields: Readonly<Record<string, string>> }>
  | Readonly<{ line: number; unreadable: string }>;

/**
 * The rows of a CSV file, one after the other. A row that is broken is told with its reason; after a
 * quotation mark that never closes there are no more rows.
 */
export async function* giasLines(csv: ByteSource): AsyncGenerator<GiasLine> {
  let header: readonly string[] | undefined;
  for await (const one of csvRecords(csv, await encodingOf(csv))) {
    if ('unclosed' in one) yield { line: one.line, unreadable: UNCLOSED };
    else if (header === undefined) header = one.cells;
    else if (one.cells.length !== header.length) yield { line: one.line, unreadable: TOO_FEW };
    else yield { line: one.line, fields: fieldsOf(header, one.cells) };
  }
}

const UNCLOSED = 'A quotation mark is never closed: nothing after it was read.';
const TOO_FEW = 'It has not as many fields as the first line.';

const fieldsOf = (header: readonly string[], cells: readonly string[]) =>
  Object.fromEntries(header.map((name, at) => [name, cells[at] ?? '']));
