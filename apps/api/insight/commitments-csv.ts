import type { Answer } from '#libs/insight';

/** Codes and days hold nothing that a spreadsheet takes for more, but ids are other people's. */
const cell = (value: string | number | null | undefined): string => {
  const text = value === null || value === undefined ? '' : `${value}`;
  const plain = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
  return /[",\n\r]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
};

/** One sum a row: the period and its days, what it is split by, pence, and of how many. */
export const commitmentsCsv = ({ question, cells, knownAt }: Answer): string => {
  const head = ['period', 'from', 'to', ...question.by, 'pence', 'n', 'known_at'];
  const rows = cells.map(({ period, dims, value, n }) => [
    ...[period.label, period.from, period.to],
    ...question.by.map((name) => dims[name]),
    ...[value, n, knownAt],
  ]);
  return [head, ...rows].map((row) => `${row.map(cell).join(',')}\r\n`).join('');
};
