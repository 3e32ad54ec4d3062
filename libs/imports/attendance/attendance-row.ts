import type { LocalDate } from '#libs/event-sourcing';
import { halfTerms } from '#libs/lifecycle';
import type { RowProblem } from '../file/bad-rows.js';
import type { BrokenRow, CsvRow } from '../file/csv-rows.js';
import { isProblem, toldDay, type Problem } from '../told/told-dates.js';
import { toldCode, toldWhole } from '../told/told-values.js';
import { codeInHeading, totalsOf, type SessionsByCode } from './attendance-codes.js';

export type HalfTerm = (typeof halfTerms)[number];

/** What one row says: a learner at a school, in one half-term. */
export type AttendanceRow = Readonly<{
  line: number;
  urn: string;
  learner: string;
  schoolYear: number;
  halfTerm: HalfTerm;
  /** Undefined: the day of the import. */
  returnedOn: LocalDate | undefined;
  byCode: SessionsByCode;
}>;

export type BadAttendance = Readonly<{ line: number; problems: readonly RowProblem[] }>;

/** The columns that are not attendance codes. */
export const attendanceColumns = {
  urn: 'the school, by its URN',
  learner: 'the learner: UPN, the id of the record, or the reference it was imported under',
  schoolYear: 'the school year: 2025/26, or the calendar year in which it begins',
  halfTerm: 'autumn1, autumn2, spring1, spring2, summer1 or summer2; also Autumn 1',
  returnedOn: 'the day the school sent its return; empty: today',
} as const;

export const requiredAttendanceColumns = ['urn', 'learner', 'schoolYear', 'halfTerm'] as const;

const YEARS = { min: 1990, max: 2199 } as const;
/** Two a day in the longest of half-terms. */
const MOST_SESSIONS = { min: 0, max: 200 } as const;

const toldSchoolYear = (text: string): number | Problem => {
  const [, year = '', next] = /^(\d{4})(?:[/-](\d{2}))?$/.exec(text.trim()) ?? [];
  const wrong = { problem: 'is no school year: write 2025/26' };
  if (year === '') return wrong;
  if (next !== undefined && (Number(year) + 1) % 100 !== Number(next)) return wrong;
  return toldWhole(year, YEARS);
};

type Values = Readonly<Record<string, string>>;

const reading = (values: Values) => {
  const problems: RowProblem[] = [];
  const read = <T>(column: string, understand: (told: string) => T | Problem): T | undefined => {
    const value = understand(values[column] ?? '');
    if (!isProblem(value)) return value;
    problems.push({ column, reason: value.problem });
    return undefined;
  };
  return { problems, read };
};

const matching =
  (pattern: RegExp, problem: string) =>
  (told: string): string | Problem =>
    pattern.test(told) ? told : { problem };

const sessionsIn = (values: Values, read: ReturnType<typeof reading>['read']): SessionsByCode =>
  Object.keys(values).flatMap((column) => {
    const code = codeInHeading(column);
    if (code === undefined || values[column] === '') return [];
    const sessions = read(column, (told) => toldWhole(told, MOST_SESSIONS));
    return sessions === undefined || sessions === 0 ? [] : [{ code, sessions }];
  });

/** Reads a row; nothing that it says of a problem repeats a value. */
export const attendanceIn = (row: CsvRow | BrokenRow): AttendanceRow | BadAttendance => {
  const { line } = row;
  if ('broken' in row) return { line, problems: [{ column: '', reason: row.broken }] };
  const { problems, read } = reading(row.values);
  const urn = read<string>('urn', matching(/^[1-9]\d{5}$/, 'is no URN: six digits'));
  const learner = read<string>('learner', matching(/\S/, 'is empty'));
  const schoolYear = read('schoolYear', toldSchoolYear);
  const halfTerm = read('halfTerm', (told) => toldCode(told, halfTerms));
  const returnedOn = row.values['returnedOn'] ? read('returnedOn', toldDay) : undefined;
  const byCode = sessionsIn(row.values, read);
  const { possible } = totalsOf(byCode);
  if (problems.length === 0 && possible === 0)
    problems.push({ column: '', reason: 'has no session that could be attended' });
  if (!urn || !learner || !schoolYear || !halfTerm || problems.length > 0)
    return { line, problems };
  return { line, urn, learner, schoolYear, halfTerm, returnedOn, byCode };
};
