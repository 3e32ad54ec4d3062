import type { LocalDate, OccurredOn } from '#libs/event-sourcing';
import type { RowProblem } from '../file/bad-rows.js';
import { isProblem, toldDate, toldDay, type Problem } from '../told/told-dates.js';
import { isUnknown } from '../told/told-values.js';
import type { JourneyColumn } from './journey-columns.js';

/** Reads the columns of one row and remembers what is wrong with them. */
export const createRowReader = (values: Readonly<Record<string, string>>) => {
  const problems: RowProblem[] = [];

  const wrong = (column: JourneyColumn, reason: string): undefined => {
    problems.push({ column, reason });
    return undefined;
  };
  const text = (column: JourneyColumn): string => values[column] ?? '';

  /** Undefined for what is not known, and for what cannot be understood. */
  const read = <T>(
    column: JourneyColumn,
    reading: (told: string) => T | Problem,
  ): T | undefined => {
    const told = text(column);
    if (isUnknown(told)) return undefined;
    const value = reading(told);
    return isProblem(value) ? wrong(column, value.problem) : value;
  };

  const needed = (column: JourneyColumn): string => {
    const told = text(column);
    if (told === '') wrong(column, 'is empty');
    return told;
  };

  const matching = (column: JourneyColumn, holds: (told: string) => boolean, what: string) =>
    read<string>(column, (told) => (holds(told) ? told : { problem: `is not ${what}` }));

  return {
    ...{ problems, wrong, text, read, needed, matching },
    day: (column: JourneyColumn): LocalDate | undefined => read(column, toldDay),
    date: (column: JourneyColumn): OccurredOn | undefined => read(column, toldDate),
  };
};

export type RowReader = ReturnType<typeof createRowReader>;
