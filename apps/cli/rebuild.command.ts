import { Command, Option } from 'commander';
import { setsOfTables, type Which } from '#libs/insight';
import { progressOf } from './progress.js';
import { countOf, counted, say } from './say.js';
import { withRecords } from './with-service.js';

type Options = Readonly<{ only?: Which; alone?: boolean }>;

export const rebuildCommand = (): Command =>
  new Command('rebuild')
    .description('Make the tables anew from the log, beside those in use, and put them in place.')
    .addOption(new Option('--only <set>', 'one of the sets of tables').choices(setsOfTables))
    .option('--alone', 'one thread, where two could be used')
    .action(({ only, alone }: Options) =>
      withRecords(async ({ readModels }) => {
        for (const which of only === undefined ? setsOfTables : [only]) {
          const progress = progressOf(`Rebuilding ${which}`, 'events');
          const reports = await readModels.rebuild({
            ...{ which, alone },
            onProgress: ({ events, total }) => progress.at(events, total),
          });
          progress.end();
          for (const { events, streams, rows, threads, parked, seconds } of reports)
            say(
              `${which}: ${countOf(events, 'event')}` +
                (streams > 0
                  ? ` of ${countOf(streams, 'record')} in ${countOf(rows, 'row')}`
                  : '') +
                ` in ${seconds.toFixed(1)} s by ${countOf(threads, 'thread')}, ${counted(parked)} parked.`,
            );
        }
      }),
    );
