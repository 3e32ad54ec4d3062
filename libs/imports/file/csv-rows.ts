import { csvRecords } from '#libs/csv';
import { squeezed } from '../told/told-values.js';
import type { Survey, ToldFile } from './told-file.js';

/** The columns of a file that mean something, by the names that this service gives them. */
export type CsvRow = Readonly<{
  /** Counts from 1, which is the heading; of a row over several lines it is the last. */
  line: number;
  values: Readonly<Record<string, string>>;
}>;

export type BrokenRow = Readonly<{ line: number; broken: string }>;

export type CsvHeading = Readonly<{
  /** The name of each column; undefined for one that means nothing here. */
  names: readonly (string | undefined)[];
  /** Headings as they stand in the file, of columns that mean nothing here. */
  unknown: readonly string[];
}>;

/** A file whose heading does not do. Nothing was recorded. */
export class WrongHeading extends Error {
  override readonly name = 'WrongHeading';
  constructor(problem: string) {
    super(`${problem} Nothing was recorded. The first line has to name the columns.`);
  }
}

export type Columns = Readonly<{
  known: readonly string[];
  required: readonly string[];
  /** Columns beyond the known ones keep their heading as their name. */
  others?: 'kept' | 'left out';
}>;

/**
 * The rows of a CSV file, the heading first. Headings are compared without capitals, spaces and
 * punctuation. Rows that are broken are told, with their reason, among the others.
 * @throws WrongHeading
 */
export async function* csvRows(
  file: ToldFile,
  encoding: Survey['encoding'],
  columns: Columns,
): AsyncGenerator<CsvHeading | CsvRow | BrokenRow> {
  let heading: CsvHeading | undefined;
  for await (const one of csvRecords(file, encoding)) {
    if ('unclosed' in one) yield { line: one.line, broken: UNCLOSED };
    else if (heading === undefined) yield (heading = headingOf(one.cells, columns));
    else if (one.cells.some((value) => value !== '')) yield rowOf(one.cells, heading, one.line);
  }
  if (heading === undefined) throw new WrongHeading('The file is empty.');
}

const UNCLOSED = 'a quotation mark is never closed: nothing after it was read';

const headingOf = (record: readonly string[], columns: Columns): CsvHeading => {
  const byPlain = new Map(columns.known.map((name) => [squeezed(name), name]));
  const kept = columns.others === 'kept';
  const names = record.map(
    (heading) => byPlain.get(squeezed(heading)) ?? (kept && heading !== '' ? heading : undefined),
  );
  const missing = columns.required.filter((name) => !names.includes(name));
  if (missing.length > 0) throw new WrongHeading(`There is no column ${missing.join(', ')}.`);
  const twice = names.find((name, at) => name !== undefined && names.indexOf(name) !== at);
  if (twice !== undefined) throw new WrongHeading(`There are two columns ${twice}.`);
  const unknown = record.filter((heading, at) => heading !== '' && names[at] === undefined);
  return { names, unknown };
};

const rowOf = (
  record: readonly string[],
  { names }: CsvHeading,
  line: number,
): CsvRow | BrokenRow => {
  const surplus = record.slice(names.length).some((value) => value !== '');
  if (surplus || record.length < names.length)
    return { line, broken: `it has ${record.length} fields, the heading ${names.length}` };
  const values = names.flatMap((name, at) =>
    name === undefined ? [] : [[name, record[at] ?? '']],
  );
  return { line, values: Object.fromEntries(values) as Record<string, string> };
};
