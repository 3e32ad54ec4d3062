import { Command } from 'commander';
import { fileAt, surveyOf, type BadRow } from '#libs/imports';
import { importOnspd } from '#libs/places';
import { progressOf } from '../progress.js';
import { countOf, counted, say, secondsSince } from '../say.js';
import { withService } from '../with-service.js';
import { tellBadRows } from './tell-bad-rows.js';

export const postcodesCommand = (): Command =>
  new Command('postcodes')
    .description('Learn where postcodes are, for distances and districts.')
    .argument('<file>', 'the CSV of the ONS Postcode Directory, from its Data folder')
    .option('--report <file>', 'write the bad rows here, as CSV: line, column, reason')
    .action((file: string, { report }: Readonly<{ report?: string }>) =>
      withService(async ({ postcodes }) => {
        const [began, progress] = [performance.now(), progressOf('Importing', 'postcodes')];
        const { lines } = await surveyOf(fileAt(file));
        const bad: BadRow[] = [];
        const tally = await importOnspd(fileAt(file)(), postcodes, {
          onProgress: ({ rows }) => progress.at(rows, lines),
          onBadRow: ({ line, reason }) => bad.push({ line, column: '', reason }),
        });
        progress.end();
        say(
          `${countOf(tally.rows, 'row')} read in ${secondsSince(began)}: ` +
            `${counted(tally.added)} postcodes added, ${counted(tally.changed)} changed, ` +
            `${counted(tally.unchanged)} as they were, ${counted(tally.withoutCoordinates)} without coordinates left out.`,
        );
        tellBadRows({ bad, rows: tally.bad, report });
      }),
    );
