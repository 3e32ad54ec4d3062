/**
 * Why a row did not go in. It names the column and the problem, never the value: that may be
 * personal. `column` is empty where the row as a whole is meant.
 */
export type BadRow = Readonly<{ line: number; column: string; reason: string }>;

/** One problem of a row, where its line is known already. */
export type RowProblem = Omit<BadRow, 'line'>;

export const byLine = (rows: readonly BadRow[]): readonly BadRow[] =>
  rows.toSorted((one, other) => one.line - other.line);

/** `line 12, dateOfBirth: is no date that exists` */
export const badRowInWords = ({ line, column, reason }: BadRow): string =>
  column === '' ? `line ${line}: ${reason}` : `line ${line}, ${column}: ${reason}`;

const field = (value: string): string =>
  /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;

/** A file that a spreadsheet opens: line, column, reason. */
export const badRowsCsv = (rows: readonly BadRow[]): string =>
  [['line', 'column', 'reason'], ...rows.map((row) => [String(row.line), row.column, row.reason])]
    .map((fields) => `${fields.map(field).join(',')}\r\n`)
    .join('');
