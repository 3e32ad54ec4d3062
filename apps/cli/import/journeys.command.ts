import { Command, Option } from 'commander';
import { ROLES } from '#libs/access';
import type { LocalDate } from '#libs/event-sourcing';
import { fileAt, importJourneys, journeyColumns, type JourneysImport } from '#libs/imports';
import { parsePostcode } from '#libs/places';
import type { Service } from '#libs/platform';
import { progressOf } from '../progress.js';
import { countOf, say, secondsSince } from '../say.js';
import { withService } from '../with-service.js';
import { tellBadRows } from './tell-bad-rows.js';
import { administrator, asOption, dayOption } from './who.js';

type Options = Readonly<{
  asOf?: LocalDate;
  clocksFrom?: LocalDate;
  decidedBy?: string;
  decidedRole: string;
  dryRun?: boolean;
  report?: string;
  as: string;
}>;

const WIDTH = 18;

const columnsHelp = (): string =>
  [
    '',
    'The first line names the columns; their order, capitals and spaces do not matter, and others',
    'are left out. Empty or "unknown" is not known. Dates may be 3/9/2025, 3 Sep 2025, 2025-09,',
    'Sept 2025, 2024/25, 2024/25 autumn or 2025.',
    '',
    ...Object.entries(journeyColumns).map(([name, says]) => `  ${name.padEnd(WIDTH)}${says}`),
    '',
    'A row goes in as a whole or not at all. A price above your own limit was decided by somebody:',
    'say who, with --decided-by and --decided-role, or in the columns decidedBy and decidedRole.',
  ].join('\n');

export const journeysCommand = (): Command =>
  new Command('journeys')
    .description('Bring cases forward: opening positions from a spreadsheet saved as CSV.')
    .argument('<file>', 'CSV, UTF-8 or Windows-1252; one learner a row')
    .option('--dry-run', 'decide everything by the same rules and record nothing')
    .option('--as-of <day>', 'the day whose position it describes', dayOption('--as-of'))
    .option(
      '--clocks-from <day>',
      'no missed deadline is reported before this day (default: --as-of)',
      dayOption('--clocks-from'),
    )
    .option('--decided-by <officer id>', 'who decided on the placements, where no row says it')
    .addOption(
      new Option('--decided-role <role>', 'and in which role')
        .choices(Object.keys(ROLES))
        .default('director'),
    )
    .option('--report <file>', 'write the bad rows here, as CSV: line, column, reason')
    .addOption(asOption())
    .addHelpText('after', columnsHelp())
    .action((file: string, options: Options) =>
      withService(async (service) => {
        const [began, progress] = [performance.now(), progressOf('Importing', 'rows')];
        const result = await importJourneys(portsOf(service), {
          file: fileAt(file),
          actor: administrator(options.as),
          dryRun: options.dryRun,
          whole: wholeOf(options),
          onProgress: progress.at,
        });
        progress.end();
        tell(result, options, secondsSince(began));
      }),
    );

const portsOf = ({ journeys, providers, postcodes, configuration }: Service) => ({
  journeys,
  authority: configuration.authority,
  schoolOf: providers.idOf,
  districtOf: async (text: string) => {
    const postcode = parsePostcode(text);
    return postcode && (await postcodes.find(postcode))?.district;
  },
});

const wholeOf = ({ asOf, clocksFrom, decidedBy, decidedRole }: Options) => ({
  ...{ asOf, clocksFrom },
  decided: decidedBy === undefined ? undefined : { by: decidedBy, role: decidedRole },
});

const tell = (result: JourneysImport, { dryRun, report }: Options, took: string): void => {
  const { rows, imported, unchanged, unknownColumns, bad, badRows } = result;
  if (unknownColumns.length > 0)
    say(`Columns left out, as they mean nothing here: ${unknownColumns.join(', ')}.`);
  say(
    `${countOf(rows, 'row')} read in ${took}: ` +
      `${countOf(imported, 'case')} ${dryRun ? 'would be ' : ''}brought forward, ` +
      `${countOf(unchanged, 'case')} in already.`,
  );
  if (dryRun) say('Nothing was recorded: this was a dry run.');
  tellBadRows({ bad, rows: badRows, report });
};
