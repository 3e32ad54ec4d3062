import { Command } from 'commander';
import { randomUUID } from 'node:crypto';
import type { LocalDate } from '#libs/event-sourcing';
import { fileAt } from '#libs/imports';
import { dayOf, now } from '#libs/platform';
import { importGias } from '#libs/providers';
import { progressOf } from '../progress.js';
import { countOf, counted, say, secondsSince } from '../say.js';
import { withService } from '../with-service.js';
import { tellBadRows } from './tell-bad-rows.js';
import { administrator, asOption, dayOption } from './who.js';

type Options = Readonly<{ asOf?: LocalDate; as: string; report?: string }>;

export const providersCommand = (): Command =>
  new Command('providers')
    .description('Bring the register of schools to what an establishment file says.')
    .argument('<file>', 'the CSV of Get Information about Schools, as downloaded')
    .option('--as-of <day>', 'the day the file speaks of (default: today)', dayOption('--as-of'))
    .option('--report <file>', 'write the bad rows here, as CSV: line, column, reason')
    .addOption(asOption())
    .action((file: string, { asOf, as, report }: Options) =>
      withService(async ({ providers }) => {
        const [began, progress] = [performance.now(), progressOf('Importing', 'schools')];
        const { bad, ...tally } = await importGias(providers, {
          csv: fileAt(file),
          asOf: asOf ?? dayOf(now()),
          actor: administrator(as),
          caller: 'import-providers',
          correlationId: randomUUID(),
          onProgress: ({ read }) => progress.at(read),
        });
        progress.end();
        say(
          `${countOf(tally.read, 'row')} read in ${secondsSince(began)}: ` +
            `${counted(tally.registered)} schools registered, ${counted(tally.amended)} amended, ` +
            `${counted(tally.unchanged)} as they were.`,
        );
        tellBadRows({
          ...{ rows: bad.length, report },
          bad: bad.map(({ line, reason }) => ({ line, column: '', reason })),
        });
      }),
    );
