import { Command } from 'commander';
import { keepWatching, type WatchReport } from '#libs/watching';
import { countOf, say } from './say.js';
import { withRecords } from './with-service.js';

const MINUTE_MS = 60_000;

const tell = ({ journeys, missed, withdrawn }: WatchReport): void =>
  say(
    `${countOf(journeys, 'record')} looked at: ${countOf(missed, 'deadline')} reported as missed, ` +
      `${countOf(withdrawn, 'report')} taken back.`,
  );

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

/** `placements watch`: what the service does by itself, for where it is run apart. */
export const watchCommand = (): Command =>
  new Command('watch')
    .description(
      'Report deadlines that passed, and take back reports that turn out otherwise. What is reported ' +
        'already is not reported again.',
    )
    .option('--once', 'one pass over all records, then stop')
    .action(({ once }: Readonly<{ once?: boolean }>) =>
      withRecords(async ({ readModels, watcher, configuration }) => {
        readModels.start();
        if (once) return tell(await watcher.pass());
        const everyMs = configuration.watchEveryMinutes * MINUTE_MS;
        const onFailure = (error: unknown) => say(String(error));
        const { stop } = keepWatching(watcher, { everyMs, onPass: tell, onFailure });
        await toldToStop();
        await stop();
      }),
    );
