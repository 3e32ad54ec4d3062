import { Command, InvalidArgumentError } from 'commander';
import type { LocalDate } from '#libs/event-sourcing';
import { dayOf, now } from '#libs/platform';
import { simulate, type SimulationResult } from '#libs/simulation';
import { dayOption } from './import/who.js';
import { progressOf } from './progress.js';
import { countOf, counted, say, secondsSince } from './say.js';
import { withService } from './with-service.js';

type Options = Readonly<{ learners: number; years: number; seed: number; until?: LocalDate }>;

const DEFAULTS = { learners: 200, years: 3, seed: 1 } as const;

const numberFrom =
  (least: number) =>
  (text: string): number => {
    const number = Number(text);
    if (text.trim() !== '' && Number.isFinite(number) && number >= least) return number;
    throw new InvalidArgumentError(`It takes a number from ${least}.`);
  };

export const simulateCommand = (): Command =>
  new Command('simulate')
    .description('Fill an empty data folder with the years of a made-up authority.')
    .option('--learners <n>', 'how many learners', numberFrom(1), DEFAULTS.learners)
    .option('--years <n>', 'how many years', numberFrom(0.1), DEFAULTS.years)
    .option('--seed <n>', 'the same seed gives the same history', numberFrom(0), DEFAULTS.seed)
    .option('--until <day>', 'the last day (default: today)', dayOption('--until'))
    .action(({ learners, years, seed, until = dayOf(now()) }: Options) =>
      withService(async ({ journeys, store }) => {
        if ((await store.head()) !== 'start')
          throw new Error(
            'There are entries in this data folder. Nothing was recorded: simulate into an empty one.',
          );
        const [began, progress] = [performance.now(), progressOf('Simulating', 'days')];
        const result = await simulate(journeys.ports, {
          ...{ learners: Math.round(learners), years, seed: Math.round(seed), until },
          onProgress: ({ days, ofDays }) => progress.at(days, ofDays),
        });
        progress.end();
        tell(result, secondsSince(began));
      }),
    );

const tell = (result: SimulationResult, took: string): void => {
  const { from, until, commands, events, unchanged, refused, acknowledged } = result;
  say(
    `${from} to ${until} in ${took}: ${countOf(events, 'event')} by ${countOf(commands, 'command')}.`,
  );
  say(`Irregular, and acknowledged: ${sum(acknowledged)}. Told twice: ${counted(unchanged)}.`);
  const codes = Object.entries(refused).map(([code, times]) => `${code} ${counted(times)}`);
  say(`Refused: ${codes.length === 0 ? 'none' : codes.join(', ')}.`);
};

const sum = (counts: Readonly<Record<string, number>>): string =>
  counted(Object.values(counts).reduce((all, one) => all + one, 0));
