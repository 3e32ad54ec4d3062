import { Command, InvalidArgumentError, Option } from 'commander';
import { commitmentsMeasure, isAnswerable, periodNames, readQuestion } from '#libs/insight';
import { poundsInWords } from '#libs/lifecycle';
import { say } from './say.js';
import { withRecords } from './with-service.js';

type Options = Readonly<{
  from: string;
  to: string;
  period: string;
  by: string;
  where?: string;
}>;

const CATCH_UP_MS = 600_000;

export const commitmentsCommand = (): Command =>
  new Command('commitments')
    .description('What is to be paid, net of VAT: agreed, under notice and forecast told apart.')
    .requiredOption('--from <day>', 'the first day, e.g. 2026-04-01')
    .requiredOption('--to <day>', 'the last day, e.g. 2027-03-31')
    .addOption(
      new Option('--period <period>', 'sums for each').choices(periodNames).default('month'),
    )
    .option('--by <dimensions>', 'what sums are split by, with commas', 'kind,contributor')
    .option('--where <filter>', 'e.g. need:ASD,SEMH;kind:agreed')
    .action((options: Options) =>
      withRecords(async ({ readModels, store, journeys: { ports } }) => {
        const question = readQuestion(commitmentsMeasure, options);
        if (!isAnswerable(question))
          throw new InvalidArgumentError(
            `${question.parameter}: ${question.because}` +
              (question.known ? `; known are ${question.known.join(', ')}` : ''),
          );
        readModels.start();
        await readModels.waitFor(await store.head(), CATCH_UP_MS);
        const asked = { measure: commitmentsMeasure, question };
        const answer = await readModels.askMeasure(asked, ports.dayOf(ports.now()));
        for (const { period, dims, value, n } of answer.cells) {
          const names = Object.values(dims).map((one) => one ?? 'unknown');
          say([period.label, ...names, poundsInWords(value ?? 0), `(${n})`].join('  '));
        }
        for (const { says, n } of answer.unknown) if (n) say(`${n} ${says}`);
        say(`As known at ${answer.knownAt}.`);
      }),
    );
