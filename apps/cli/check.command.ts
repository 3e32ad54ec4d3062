import { Command, InvalidArgumentError } from 'commander';
import { countOf, counted, say, secondsSince } from './say.js';
import { withRecords } from './with-service.js';

const SHOWN = 20;
const EVERY = 100;

/** `10%` is one record in ten; `all` is every one. */
const recordsIn = (text: string): number => {
  if (text === 'all') return 1;
  const percent = Number(/^(\d+(?:\.\d+)?) ?%$/.exec(text)?.[1]);
  if (percent > 0 && percent <= EVERY) return Math.round(EVERY / percent);
  throw new InvalidArgumentError('It takes a share such as 10%, or all.');
};

export const checkCommand = (): Command =>
  new Command('check')
    .description(
      'Compute table rows anew from the log and compare them with what is stored, history included. ' +
        'Exit code 1 when they are different.',
    )
    .option('--sample <share>', 'how many of the records: 10%, or all', recordsIn, 1)
    .action(({ sample }: Readonly<{ sample: number }>) =>
      withRecords(async ({ readModels }) => {
        const began = performance.now();
        const reports = Object.entries(await readModels.check({ index: 0, of: sample }));
        for (const [name, { streams, rows, parked, differences }] of reports) {
          say(
            `${name}: ${countOf(rows, 'row')} of ${countOf(streams, 'record')}, ` +
              `${counted(parked)} parked, ${countOf(differences.length, 'difference')}.`,
          );
          for (const { stream, table, missing, superfluous } of differences.slice(0, SHOWN))
            say(`  ${table} of ${stream}: ${missing} missing, ${superfluous} too many`);
        }
        const different = reports.some(([, { differences }]) => differences.length > 0);
        say(
          different
            ? 'The tables are not what the log says. Run `placements rebuild`, and find out why.'
            : `Compared in ${secondsSince(began)}: the tables are what the log says.`,
        );
        if (different) process.exitCode = 1;
      }),
    );
