import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { squeezed } from '../told/told-values.js';
import { textOf, type Survey, type ToldFile } from './told-file.js';

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
  const broken: CsvError[] = [];
  const parser = parse({
    ...{ bom: true, info: true, relax_quotes: true, relax_column_count: true },
    ...{ skip_empty_lines: true, skip_records_with_error: true },
    cast: (value) => value.trim(),
    on_skip: (error) => {
      if (error) broken.push(error);
      return undefined;
    },
  });
  pipeline(Readable.from(textOf(file, encoding)), parser, () => undefined);
  let heading: CsvHeading | undefined;
  let line = 0;
  for await (const { info, record } of parser as AsyncIterable<Parsed>) {
    line = info.lines;
    if (heading === undefined) yield (heading = headingOf(record, columns));
    else if (record.some((value) => value !== '')) yield rowOf(record, heading, line);
  }
  if (heading === undefined) throw new WrongHeading('The file is empty.');
  if (broken.length > 0)
    yield { line: line + 1, broken: 'a quotation mark is never closed: nothing after it was read' };
}

type Parsed = Readonly<{ info: Readonly<{ lines: number }>; record: readonly string[] }>;

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
