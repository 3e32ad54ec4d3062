import type { RowProblem } from '../file/bad-rows.js';
import type { BrokenRow, CsvRow } from '../file/csv-rows.js';
import { isProblem, toldDate, toldDay } from '../told/told-dates.js';

/** One row: one command, keyed by the reference that the case system has for the entry. */
export type Entry = Readonly<{
  line: number;
  reference: string;
  /** Empty for a registration: it opens the journey. */
  journey: string;
  command: string;
  body: Readonly<Record<string, unknown>>;
}>;

export type BadEntry = Readonly<{ line: number; problems: readonly RowProblem[] }>;

/** The columns that are not fields of the command itself. */
export const entryColumns = {
  reference: 'how the other system knows this entry; it is the command’s id',
  journey: 'the record: its id, the reference it was imported under, or an identifier (UPN, …)',
  command: 'what is recorded, as in the API: RecordNote, EndPlacement, …',
  occurredOn: 'when it happened; empty: today',
  receivedOn: 'when the authority was told, where that differs',
  body: 'fields of the command as JSON; or each in a column of its own, `name.given`',
} as const;

export const requiredEntryColumns = ['reference', 'command'] as const;

const REFERENCE = /^[\w.:/-]{1,128}$/;

/** A line of a CSV file. Columns beyond the known ones are fields of the command. */
export const entryInCsv = (row: CsvRow | BrokenRow): Entry | BadEntry => {
  if ('broken' in row) return bad(row.line, { column: '', reason: row.broken });
  const { body = '', ...columns } = row.values;
  const fields = Object.entries(columns).filter(
    ([name, value]) => !ASIDE.includes(name) && value !== '',
  );
  const parsed = body === '' ? {} : objectIn(body);
  if (!parsed) return bad(row.line, { column: 'body', reason: 'is no JSON object' });
  return entryFrom(row.line, { ...columns, body: withFields(parsed, fields) });
};

/** A line of a file of JSON lines: the same names, the fields of the command in `body`. */
export const entryInJson = (line: number, text: string): Entry | BadEntry => {
  const parsed = objectIn(text);
  return parsed ? entryFrom(line, parsed) : bad(line, { column: '', reason: 'is no JSON object' });
};

const ASIDE: readonly string[] = Object.keys(entryColumns);

type Values = Readonly<Record<string, unknown>>;

const bad = (line: number, ...problems: readonly RowProblem[]): BadEntry => ({ line, problems });

const objectIn = (text: string): Values | undefined => {
  try {
    const value: unknown = JSON.parse(text);
    return isObject(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

const isObject = (value: unknown): value is Values =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const entryFrom = (line: number, told: Values): Entry | BadEntry => {
  const text = (name: string): string => {
    const value = told[name];
    return typeof value === 'string' ? value.trim() : '';
  };
  const dates = datesIn(text('occurredOn'), text('receivedOn'));
  const { body = {} } = told;
  const problems: RowProblem[] = [
    ...(REFERENCE.test(text('reference'))
      ? []
      : [{ column: 'reference', reason: 'takes 1 to 128 letters, digits and . _ : / -' }]),
    ...(text('command') === '' ? [{ column: 'command', reason: 'is empty' }] : []),
    ...(isObject(body) ? [] : [{ column: 'body', reason: 'is no JSON object' }]),
    ...dates.problems,
  ];
  if (problems.length > 0 || !isObject(body)) return bad(line, ...problems);
  return {
    ...{ line, reference: text('reference'), journey: text('journey'), command: text('command') },
    body: { ...body, ...dates.told },
  };
};

const datesIn = (occurred: string, received: string) => {
  const problems: RowProblem[] = [];
  const told: Record<string, unknown> = {};
  for (const [column, text, read] of [
    ['occurredOn', occurred, toldDate],
    ['receivedOn', received, toldDay],
  ] as const) {
    const value = text === '' ? undefined : read(text);
    if (isProblem(value)) problems.push({ column, reason: value.problem });
    else if (value !== undefined) told[column] = value;
  }
  return { problems, told };
};

/** `name.given` becomes `{ name: { given } }`. */
const withFields = (body: Values, fields: readonly (readonly [string, string])[]): Values =>
  fields.reduce<Values>((so, [path, value]) => put(so, path.split('.'), value), body);

const put = (into: Values, [first = '', ...rest]: readonly string[], value: unknown): Values => {
  if (rest.length === 0) return { ...into, [first]: value };
  const inner = into[first];
  return { ...into, [first]: put(isObject(inner) ? inner : {}, rest, value) };
};
