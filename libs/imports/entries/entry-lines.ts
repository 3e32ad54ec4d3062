import { csvRows } from '../file/csv-rows.js';
import { textOf } from '#libs/csv';
import type { Survey, ToldFile } from '../file/told-file.js';
import {
  entryColumns,
  entryInCsv,
  entryInJson,
  requiredEntryColumns,
  type BadEntry,
  type Entry,
} from './entry-row.js';

/** The entries of a file, CSV or JSON lines: the first character says which. */
export async function* entryLines(
  file: ToldFile,
  encoding: Survey['encoding'],
): AsyncGenerator<Entry | BadEntry> {
  if (await beginsWithBrace(file, encoding)) yield* jsonLines(file, encoding);
  else
    for await (const row of csvRows(file, encoding, COLUMNS))
      if (!('names' in row)) yield entryInCsv(row);
}

const COLUMNS = {
  known: Object.keys(entryColumns),
  required: requiredEntryColumns,
  others: 'kept',
} as const;

const beginsWithBrace = async (file: ToldFile, encoding: Survey['encoding']) => {
  for await (const text of textOf(file, encoding))
    if (text.trim() !== '') return text.trimStart().startsWith('{');
  return false;
};

async function* jsonLines(
  file: ToldFile,
  encoding: Survey['encoding'],
): AsyncGenerator<Entry | BadEntry> {
  let rest = '';
  let line = 0;
  for await (const text of textOf(file, encoding)) {
    const lines = (rest + text).split('\n');
    rest = lines.pop() ?? '';
    for (const one of lines) {
      line += 1;
      if (one.trim() !== '') yield entryInJson(line, one);
    }
  }
  if (rest.trim() !== '') yield entryInJson(line + 1, rest);
}
