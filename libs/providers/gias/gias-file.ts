import { pipeline, Readable } from 'node:stream';
import { parse, type CsvError } from 'csv-parse';
import iconv from 'iconv-lite';

/** The bytes of a CSV file, from the beginning each time it is called. */
export type CsvSource = () => AsyncIterable<Buffer>;

/** One line of the file by the names of its columns, or why it could not be read. */
export type GiasLine =
  | Readonly<{ line: number; fields: Readonly<Record<string, string>> }>
  | Readonly<{ line: number; unreadable: string }>;

/** Files saved by a spreadsheet come as Windows-1252, newer downloads as UTF-8. */
export const encodingOf = async (csv: CsvSource): Promise<'utf8' | 'win1252'> => {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const bytes of csv()) decoder.decode(bytes, { stream: true });
    decoder.decode();
    return 'utf8';
  } catch {
    return 'win1252';
  }
};

/**
 * The rows of a CSV file, one after the other. A row that is broken is told with its reason; after a
 * quotation mark that never closes there are no more rows.
 */
export async function* giasLines(csv: CsvSource): AsyncGenerator<GiasLine> {
  const broken: CsvError[] = [];
  const parser = parse({
    ...{ bom: true, info: true, relax_quotes: true, skip_empty_lines: true },
    cast: (value) => value.trim(),
    columns: (header: string[]) => header.map((name) => name.trim()),
    skip_records_with_error: true,
    on_skip: (error) => {
      if (error) broken.push(error);
      return undefined;
    },
  });
  const text = iconv.decodeStream(await encodingOf(csv));
  pipeline(Readable.from(csv()), text, parser, () => undefined);
  let line = 1;
  for await (const { info, record } of parser as AsyncIterable<Parsed>) {
    line = info.lines;
    yield { line, fields: record };
  }
  yield* broken.map((error) => unreadable(error, line));
}

type Parsed = Readonly<{
  info: Readonly<{ lines: number }>;
  record: Readonly<Record<string, string>>;
}>;

/** A quotation mark that never closes stands in the row after the last that could be read. */
const unreadable = (error: CsvError, lastRead: number): GiasLine =>
  error.code === 'CSV_QUOTE_NOT_CLOSED'
    ? {
        line: lastRead + 1,
        unreadable: 'A quotation mark is never closed: nothing after it was read.',
      }
    : {
        line: Number(error['lines'] ?? 0),
        unreadable: 'It has not as many fields as the first line.',
      };
