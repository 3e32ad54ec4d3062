import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import { textOf, type ByteSource, type Encoding } from './encoding.js';

/** One record: the heading is the first. */
export type CsvRecord = Readonly<{
  /** Counts from 1; of a record over several lines it is the last. */
  line: number;
  /** Without blanks around them. There may be more or fewer than in the heading. */
  cells: readonly string[];
}>;

/** A quotation mark is never closed: nothing after it was read. */
export type UnclosedQuote = Readonly<{ line: number; unclosed: true }>;

/**
 * The records of a CSV file, one after the other; empty lines are passed over. A quotation mark
 * within a cell that does not begin with one stands for itself.
 */
export async function* csvRecords(
  source: ByteSource,
  encoding: Encoding,
): AsyncGenerator<CsvRecord | UnclosedQuote> {
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
  pipeline(Readable.from(textOf(source, encoding)), parser, () => undefined);
  let line = 0;
  for await (const { info, record } of parser as AsyncIterable<Parsed>) {
    line = info.lines;
    yield { line, cells: record };
  }
  // It stands in the record after the last that could be read.
  if (broken.length > 0) yield { line: line + 1, unclosed: true };
}

type Parsed = Readonly<{ info: Readonly<{ lines: number }>; record: readonly string[] }>;
