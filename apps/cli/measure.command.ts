import { Command, Option } from 'commander';
import type { Instant } from '#libs/event-sourcing';
import {
  answerAsCsv,
  disclosed,
  FOR_PUBLICATION,
  isAnswerable,
  measureNamed,
  measures,
  readQuestion,
  type Answer,
  type RawQuestion,
} from '#libs/insight';
import type { Service } from '#libs/platform';
import { endOfDay, isLocalDate } from '#libs/lifecycle';
import { say } from './say.js';
import { withRecords } from './with-service.js';

type Options = Omit<RawQuestion, 'knownAt'> &
  Readonly<{ knownAt?: string; csv?: true; published?: true }>;

/** `placements measure list`, or `placements measure NAME --from … --to …`. */
export const measureCommand = (): Command => {
  const command = new Command('measure')
    .description('Ask a measure across all records; `measure list` says which there are.')
    .argument('<name>', 'the name of a measure, or list')
    .option('--by <dimensions>', 'split by, with commas')
    .option('--from <day>', 'the first day')
    .option('--to <day>', 'the last day')
    .addOption(
      new Option('--period <period>', 'divide the time into').choices([
        ...['month', 'quarter', 'calendar', 'academic', 'financial', 'day'],
      ]),
    )
    .option('--on <days>', 'snapshots on these days, with commas')
    .option('--at <which>', 'first or last day of each period, for snapshots')
    .option('--dated <role>', 'which date places a fact in time')
    .option('--where <filters>', 'need:ASD,SEMH;district:E07000106')
    .option('--top <number>', 'so many cells a period, the largest first')
    .option('--as-of <day>', 'the last day that can have happened')
    .option('--known-at <instant>', 'as it was known at 2026-03-31 or 2026-03-31T09:00:00Z')
    .option('--published', 'keep back below 5 and round to 5')
    .option('--csv', 'as CSV; otherwise as JSON');
  return command.action((name: string, options: Options) =>
    name === 'list' ? listMeasures() : withRecords((service) => answer(service, name, options)),
  );
};

const listMeasures = (): void => {
  for (const { name, title, unit } of measures) say(`${name}: ${title} (${unit})`);
};

const LONG_MS = 600_000;

const instantIn = (text: string): Instant =>
  isLocalDate(text)
    ? endOfDay(text)
    : (text.replace(
        /(\.\d{1,6})?Z$/,
        (_, part = '.') => `${String(part).padEnd(7, '0')}Z`,
      ) as Instant);

const answer = async (
  service: Service,
  name: string,
  { knownAt, csv, published, ...raw }: Options,
): Promise<void> => {
  const measure = measureNamed(name);
  if (!measure)
    return fail(`There is no measure ${name}. \`placements measure list\` says which there are.`);
  const question = readQuestion(measure, {
    ...raw,
    ...(knownAt && { knownAt: instantIn(knownAt) }),
  });
  if (!isAnswerable(question)) {
    const { because, parameter, said, known } = question;
    const instead = known ? ` It knows ${known.join(', ')}.` : '';
    return fail(`--${parameter}${said === undefined ? '' : ` ${said}`}: ${because}.${instead}`);
  }
  const { readModels, store, journeys } = service;
  readModels.start();
  await readModels.waitFor(await store.head(), LONG_MS, 'journeys');
  const today = journeys.ports.dayOf(journeys.ports.now());
  const counted = await readModels.askMeasure({ measure, question }, today);
  tell(published ? disclosed(counted, FOR_PUBLICATION) : counted, csv === true);
};

const tell = (given: Answer, csv: boolean): void => {
  process.stdout.write(csv ? answerAsCsv(given) : `${JSON.stringify(given, null, 2)}\n`);
};

const fail = (problem: string): void => {
  say(problem);
  process.exitCode = 1;
};
