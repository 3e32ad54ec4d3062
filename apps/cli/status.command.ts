import { Command } from 'commander';
import type { Service } from '#libs/platform';
import { countOf, say } from './say.js';
import { withRecords } from './with-service.js';

type TableStatus = Awaited<ReturnType<Service['readModels']['status']>>[number];

export const statusCommand = (): Command =>
  new Command('status').description('Say how far the tables are, and what is parked.').action(() =>
    withRecords(async ({ store, readModels, configuration }) => {
      say(`Data: ${configuration.dataDir}, authority ${configuration.authority}`);
      say(`Log: ${(await store.head()) === 'start' ? 'empty' : `up to ${await store.head()}`}`);
      for (const status of await readModels.status()) tell(status);
    }),
  );

const tell = ({ name, version, position, lag, parked, failure }: TableStatus): void => {
  const behind = `${countOf(lag.events, 'event')}${lag.more ? ' or more' : ''} behind`;
  const where = position === undefined ? 'not built yet' : `up to ${position}`;
  const how = position !== undefined && lag.events === 0 ? 'up to date' : behind;
  say(`Tables ${name} (version ${version}): ${where}, ${how}, ${parked.length} parked`);
  for (const { stream, reason } of parked) say(`  parked: ${stream}: ${reason}`);
  if (failure !== undefined) say(`  it stands still: ${failure}`);
};
