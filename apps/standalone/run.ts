import { openService, type Configuration } from '#libs/platform';
import { keepWatching } from '#libs/watching';
import { createApi } from '../api/index.js';
import { createPages } from '../web/index.js';
import { fillWithSimulation, firstStart, type FirstStart } from './first-start.js';

const FIRST_TABLES_MS = 60_000;
const MINUTE_MS = 60_000;

const say = (text: string): void => {
  process.stdout.write(text);
};

/** Serves everything from one process until it is told to stop; what is under way is finished. */
export const run = async (configuration: Configuration): Promise<void> => {
  const first = await firstStart(configuration);
  const service = await openService(configuration);
  await service.finishInterrupted();
  if (first?.fill === 'simulated') {
    say('Telling three years of a small made-up authority');
    await fillWithSimulation(service, dots());
    say(' done.\n');
  }
  service.readModels.start();
  // What is printed below should answer when it is tried.
  if (first) await service.readModels.waitFor(await service.store.head(), FIRST_TABLES_MS);
  const api = await createApi(service, { ...configuration, pages: createPages(service) });
  // Before anybody can know that it is up: whoever reads the address may stop it at once.
  const told = toldToStop();
  await api.listen({ host: configuration.host, port: configuration.port });
  say(`${welcome(await api.getUrl(), first)}\n`);
  const watching = keepWatching(service.watcher, {
    everyMs: configuration.watchEveryMinutes * MINUTE_MS,
    onFailure: (error) => service.log.failure(error),
  });
  await told;
  await api.close();
  await watching.stop();
  await service.close();
};

const DOTS = 30;

/** One dot for each thirtieth, so that it reads the same in a log. */
const dots = () => {
  let shown = 0;
  return (share: number): void => {
    for (; shown < share * DOTS; shown += 1) say('.');
  };
};

const welcome = (url: string, first: FirstStart | undefined): string =>
  [
    `The placement lifecycle service listens on ${url}`,
    `  the pages               ${url}/`,
    `  what can be asked       ${url}/api/docs`,
    `  how to (shell scripts)  docs/how-to/README.md`,
    `  is it well?             ${url}/ready`,
    ...(first ? tryIt(url, first) : []),
  ].join('\n');

const tryIt = (url: string, { fill, token }: FirstStart): readonly string[] => [
  `  try it                  curl -H 'Authorization: Bearer ${token}' ${url}/api/register`,
  fill === 'simulated'
    ? '  Everybody in it is made up. Each role has a token: demo-<role>-token, e.g. demo-auditor-token.'
    : '  That token is for the first user, in every role (header acting-role). It is in users.json.',
];

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
