import { Command } from 'commander';
import { verifyLog } from '#libs/audit';
import { progressOf } from './progress.js';
import { withService } from './with-service.js';

/** `placements verify`: every hash, every chain, every revision. Exit code 1 when something is wrong. */
export const verifyCommand = (): Command =>
  new Command('verify')
    .description('Check every hash in the log, and that each event follows the one before.')
    .option('--prefix <prefix>', 'only streams whose name begins so, e.g. journey-')
    .action(({ prefix }: { prefix?: string }) =>
      withService(async ({ store }) => {
        const progress = progressOf('Verifying', 'events');
        const { events, streams, findings, unlisted } = await verifyLog(store, {
          ...(prefix === undefined ? {} : { prefix }),
          onProgress: (read) => progress.at(read.events),
        });
        progress.end();
        for (const { stream, revision, problem, detail } of findings)
          process.stdout.write(`${stream} revision ${revision}: ${problem} (${detail})\n`);
        const wrong = findings.length + unlisted;
        process.stdout.write(
          `${events} events in ${streams} streams verified: ${wrong === 0 ? 'nothing is wrong' : `${wrong} findings`}.\n`,
        );
        process.exitCode = wrong === 0 ? 0 : 1;
      }),
    );
