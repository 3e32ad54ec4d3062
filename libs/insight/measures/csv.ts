import type { Answer, Cell, Value } from './answer.js';
import type { MeasureRow } from './rows.js';

const FIGURES = ['value', 'n', 'numerator', 'denominator', 'median', 'p90', 'sum', 'unknown'];

// What begins like a formula would be run by a spreadsheet that opens the file.
const FORMULA = /^[=+\-@\t\r]/;

const field = (value: Value | undefined | boolean): string => {
  if (value === null || value === undefined) return '';
  if (typeof value !== 'string') return String(value);
  const safe = FORMULA.test(value) ? `'${value}` : value;
  return /[",\n\r]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
};

const line = (values: readonly (Value | undefined | boolean)[]): string =>
  values.map(field).join(',');

const counted = (list: Answer['excluded']): string =>
  list.map(({ says, n }) => `${says}: ${n ?? 'kept back'}`).join('; ');

/** What a reader must know of the figures, a line each, marked with # before the heading. */
const about = ({ measure, knownAt, asOf, excluded, unknown, disclosure, parked }: Answer) =>
  [
    `${measure.title} (${measure.name}, version ${measure.version}), in ${measure.unit}`,
    `Definition: ${measure.definition}`,
    `Population: ${measure.population}`,
    `Formula: ${measure.formula}`,
    `Source: ${measure.source}`,
    `As known at ${knownAt}; as of ${asOf}; records left behind: ${parked}`,
    `Left out: ${counted(excluded) || 'nothing'}`,
    `Unknown: ${counted(unknown) || 'nothing'}`,
    disclosure.says,
  ].map((text) => `# ${text.replaceAll(/[\r\n]+/g, ' ')}`);

/** An answer as CSV (RFC 4180), totals last with an empty dimension; what it means comes first. */
export const answerAsCsv = (answer: Answer): string => {
  const { cells, totals, question } = answer;
  const all = question.by.length === 0 ? cells : [...cells, ...totals];
  const figures = FIGURES.filter((name) => all.some((cell) => name in cell));
  const row = (cell: Cell): string =>
    line([
      ...[cell.period.label, cell.period.from, cell.period.to],
      ...question.by.map((name) => (name in cell.dims ? (cell.dims[name] ?? 'unknown') : 'total')),
      ...figures.map((name) => cell[name] as Value | undefined),
      cell.suppressed ? 'suppressed' : '',
    ]);
  const heading = line(['period', 'from', 'to', ...question.by, ...figures, 'note']);
  return [...about(answer), heading, ...all.map(row)].join('\r\n') + '\r\n';
};

/** The facts behind an answer, one line each. */
export const rowsAsCsv = (by: readonly string[], rows: readonly MeasureRow[]): string =>
  [
    line(['journey', 'fact', 'period', ...by, 'value']),
    ...rows.map(({ journeyId, fact, period, dims, value }) =>
      line([journeyId, fact, period, ...by.map((name) => dims[name]), value]),
    ),
  ].join('\r\n') + '\r\n';
