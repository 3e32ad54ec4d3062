import { Command } from 'commander';
import { entryColumns, fileAt, importEntries } from '#libs/imports';
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
    'One row is one command, with the names and fields of the API. As CSV:',
    ...Object.entries(entryColumns).map(([name, says]) => `  ${name.padEnd(WIDTH)}${says}`),
    'or as JSON lines with the same names, the fields of the command in an object "body".',
    'Approvals, corrections, restriction and disposal are for people, and are refused here.',
  ].join('\n');

export const entriesCommand = (): Command =>
  new Command('entries')
    .description('Record what another system holds already, keyed by its references.')
    .argument('<file>', 'CSV or JSON lines; one command a row')
    .option('--system <name>', 'whose references these are', 'case-system')
    .option('--dry-run', 'decide everything by the same rules and record nothing')
    .option('--report <file>', 'write the bad rows here, as CSV: line, column, reason')
    .addOption(asOption())
    .addHelpText('after', columnsHelp())
    .action((file: string, { system, dryRun, report, as }: Options) =>
      withService(async (service) => {
        const [began, progress] = [performance.now(), progressOf('Importing', 'rows')];
        const result = await importEntries(
          { journeys: service.journeys, bearersOf: bearersIn(service, as) },
          {
            ...{ file: fileAt(file), actor: integration(as), system, dryRun },
            onProgress: progress.at,
          },
        );
        progress.end();
        say(
          `${countOf(result.rows, 'row')} read in ${secondsSince(began)}: ` +
            `${countOf(result.recorded, 'entry', 'entries')} ${dryRun ? 'would be ' : ''}recorded, ` +
            `${countOf(result.unchanged, 'entry', 'entries')} in already.`,
        );
        if (dryRun) say('Nothing was recorded: this was a dry run.');
        tellBadRows({ bad: result.bad, rows: result.badRows, report });
      }),
    );
