import { writeFileSync } from 'node:fs';
import { badRowInWords, badRowsCsv, type BadRow } from '#libs/imports';
import { countOf, say } from '../say.js';

const SHOWN = 20;

export type Bad = Readonly<{
  bad: readonly BadRow[];
  /** How many rows they are of: one row may have several problems. */
  rows: number;
  report: string | undefined;
}>;

/** Says which rows are bad and why, and leaves exit code 1 where there are any. */
export const tellBadRows = ({ bad, rows, report }: Bad): void => {
  if (report !== undefined) writeFileSync(report, badRowsCsv(bad));
  if (bad.length === 0) return;
  process.exitCode = 1;
  say(`${countOf(rows, 'row')} did not go in:`);
  for (const row of bad.slice(0, SHOWN)) say(`  ${badRowInWords(row)}`);
  if (bad.length > SHOWN) say(`  and ${countOf(bad.length - SHOWN, 'more problem')}`);
  if (report !== undefined) say(`All of them are in ${report}.`);
  else if (bad.length > SHOWN) say('Write all of them to a file with --report FILE.');
  say('Put them right in the file and run the same command again: what is in stays as it is.');
};
