import { Command } from 'commander';
import { attendanceColumns, fileAt, importAttendance } from '#libs/imports';
import { progressOf } from '../progress.js';
import { countOf, say, secondsSince } from '../say.js';
import { withService } from '../with-service.js';
import { bearersIn } from './bearers.js';
import { tellBadRows } from './tell-bad-rows.js';
import { asOption, integration } from './who.js';

type Options = Readonly<{ system: string; dryRun?: boolean; report?: string; as: string }>;

const WIDTH = 14;

const columnsHelp = (): string =>
  [
    '',
    'One row is a learner in a half-term. The columns:',
    ...Object.entries(attendanceColumns).map(([name, says]) => `  ${name.padEnd(WIDTH)}${says}`),
    '  / \\ L … N U    the sessions of each attendance code, a column a code; empty is none',
    'Any other column is left unread, names among them. An example is docs/how-to/attendance.csv.',
  ].join('\n');

export const attendanceCommand = (): Command =>
  new Command('attendance')
    .description('Record the attendance that schools returned, half-term by half-term.')
    .argument('<file>', 'CSV')
    .option('--system <name>', 'whose references stand for learners', 'case-system')
    .option('--dry-run', 'decide everything by the same rules and record nothing')
    .option('--report <file>', 'write the bad rows here, as CSV: line, column, reason')
    .addOption(asOption())
    .addHelpText('after', columnsHelp())
    .action((file: string, { system, dryRun, report, as }: Options) =>
      withService(async (service) => {
        const [began, progress] = [performance.now(), progressOf('Importing', 'rows')];
        const result = await importAttendance(
          { journeys: service.journeys, bearersOf: bearersIn(service, as) },
          {
            ...{ file: fileAt(file), actor: integration(as), system, dryRun },
            onProgress: progress.at,
          },
        );
        progress.end();
        say(
          `${countOf(result.rows, 'row')} read in ${secondsSince(began)}: ` +
            `${countOf(result.recorded, 'return')} ${dryRun ? 'would be ' : ''}recorded, ` +
            `${countOf(result.unchanged, 'return')} in already.`,
        );
        if (result.unread.length > 0) say(`Not read: ${result.unread.join(', ')}.`);
        if (dryRun) say('Nothing was recorded: this was a dry run.');
        tellBadRows({ bad: result.bad, rows: result.badRows, report });
      }),
    );
