import { createApi } from '../api/index.js';
import { openService, type Configuration } from '#libs/platform';

/** Serves everything from one process until it is told to stop; what is under way is finished. */
export const run = async (configuration: Configuration): Promise<void> => {
  const service = await openService(configuration);
  service.readModels.start();
  const api = await createApi(service, configuration);
  await api.listen({ host: configuration.host, port: configuration.port });
  process.stdout.write(`${welcome(await api.getUrl())}\n`);
  await toldToStop();
  await api.close();
  await service.close();
};

const welcome = (url: string): string =>
  [
    `The placement lifecycle service listens on ${url}`,
    `  what can be asked   ${url}/api/docs`,
    `  is it well?         ${url}/ready`,
  ].join('\n');

const toldToStop = (): Promise<void> =>
  new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });
