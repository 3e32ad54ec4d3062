import { deadlineCatalogue, type DeadlineEvent } from '#libs/clocks';
import { createCodec, type Codec, type EventStore, type Position } from '#libs/event-sourcing';
import type { JourneyEvent } from '#libs/lifecycle';
import type { KeyStore } from '#libs/privacy';
import {
  openProjection,
  type BuildReport,
  type CheckReport,
  type OpenedProjection,
  type ProjectionStatus,
  type RebuildOptions,
  type RebuildWorker,
  type Share,
} from '#libs/projections';
import { providerCatalogue, type ProviderEvent } from '#libs/providers';
import { deadlineTables } from './deadlines/deadline-tables.js';
import { journeyTables } from './journey-tables.js';
import { peopleTables } from './people-tables.js';
import { providerTables } from './providers/provider-tables.js';

export type ReadModelsOptions = Readonly<{
  /** The folder of the stored tables; made when it is not there. */
  path: string;
  store: EventStore;
  codec: Codec<JourneyEvent>;
  keys: Pick<KeyStore, 'keysOf'>;
  /** How often to look for what other processes did. Default 250. */
  pollEveryMs?: number | undefined;
  /** A module that calls `serveRebuildPart` with {@link journeyTables}: rebuilds use two threads. */
  worker?: RebuildWorker | undefined;
}>;

/** Which tables: those of journeys, of providers, of reported deadlines, or those that find people. */
export const setsOfTables = ['journeys', 'providers', 'deadlines', 'people'] as const;
export type Which = (typeof setsOfTables)[number];

type Sets = Readonly<Record<Which, OpenedProjection>>;

/** Opens each set of tables; each follows the log by itself. */
export const openSets = (options: ReadModelsOptions): Sets => {
  const { path: folder, store, codec, keys, pollEveryMs, worker } = options;
  const source = { store, codec };
  return {
    journeys: openProjection({
      ...{ folder, source, pollEveryMs, worker },
      projection: journeyTables,
    }),
    people: openProjection({
      ...{ folder, source, pollEveryMs },
      projection: peopleTables((stream) => keys.keysOf(stream)),
    }),
    providers: openProjection({
      ...{ folder, pollEveryMs, projection: providerTables },
      source: { store, codec: createCodec<ProviderEvent>(providerCatalogue) },
    }),
    deadlines: openProjection({
      ...{ folder, pollEveryMs, projection: deadlineTables },
      source: { store, codec: createCodec<DeadlineEvent>(deadlineCatalogue) },
    }),
  };
};

/** What can be done with all sets of tables alike. */
export type SetsRunning = Readonly<{
  /** Builds what is missing, then follows the log. */
  start: () => void;
  stop: () => Promise<void>;
  /** Stops and lets go of all files; everything can be carried on from where it is. */
  close: () => Promise<void>;
  /** Read your writes: of one set of tables, or of all. */
  waitFor: (
    position: Position | 'start',
    timeoutMs: number,
    which?: Which,
  ) => Promise<'reached' | 'not-yet'>;
  status: () => Promise<readonly ProjectionStatus[]>;
  /** Builds beside what is in use, and swaps. Without `which`, all one after the other. */
  rebuild: (how?: RebuildOptions & Readonly<{ which?: Which }>) => Promise<readonly BuildReport[]>;
  check: (sample?: Share) => Promise<Readonly<Record<Which, CheckReport>>>;
  /** Tries parked journeys again (or one); how many are still parked. */
  retryParked: (stream?: string) => Promise<number>;
}>;

/** What is done with all sets alike. */
export const runSets = (sets: Sets): SetsRunning => {
  const all = setsOfTables.map((which) => sets[which]);
  return {
    start: () => all.forEach((one) => one.start()),
    stop: async () => void (await Promise.all(all.map((one) => one.stop()))),
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
    waitFor: async (position, timeoutMs, which) => {
      const waiting = which ? [sets[which]] : all;
      const reached = await Promise.all(waiting.map((one) => one.waitFor(position, timeoutMs)));
      return reached.every((one) => one === 'reached') ? 'reached' : 'not-yet';
    },
    status: () => Promise.all(all.map((one) => one.status())),
    rebuild: async ({ which, ...how } = {}) => {
      const reports: BuildReport[] = [];
      for (const one of which ? [sets[which]] : all) reports.push(await one.rebuild(how));
      return reports;
    },
    check: async (sample) => ({
      journeys: await sets.journeys.check(sample),
      providers: await sets.providers.check(sample),
      deadlines: await sets.deadlines.check(sample),
      people: await sets.people.check(sample),
    }),
    retryParked: async (stream) => {
      const left = await Promise.all(all.map((one) => one.retryParked(stream)));
      return left.reduce((sum, one) => sum + one, 0);
    },
  };
};
