import type { Codec, Erased, EventStore, Position } from '#libs/event-sourcing';
import type { JourneyEvent, PersonName } from '#libs/lifecycle';
import type { KeyStore } from '#libs/privacy';
import {
  openProjection,
  type BuildReport,
  type CheckReport,
  type ProjectionStatus,
  type RebuildOptions,
  type RebuildWorker,
  type Share,
} from '#libs/projections';
import { journeyTables, type JourneyTables } from './journey-tables.js';
import { peopleTables, type PeopleTables } from './people-tables.js';
import { findPeople, namesOf, type PeopleQuery } from './queries/find-people.js';
import {
  dataQualityPage,
  irregularitiesPage,
  type DataQualityEntry,
  type DataQualityQuery,
  type IrregularitiesQuery,
  type IrregularityEntry,
} from './queries/findings-pages.js';
import type { Page } from './queries/page.js';
import { registerPage, type RegisterEntry, type RegisterQuery } from './queries/register-page.js';
import { worklistPage, type WorklistEntry, type WorklistQuery } from './queries/worklist-page.js';

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
  /** How many events a rebuild may hold in memory. Default 250,000. */
  mostEventsHeld?: number | undefined;
}>;

/** Which tables: those with history, or those that find people. */
export type Which = 'journeys' | 'people';

export type ReadModels = Readonly<{
  /** Builds what is missing, then follows the log. */
  start: () => void;
  stop: () => Promise<void>;
  /** Stops and lets go of all files; everything can be carried on from where it is. */
  close: () => Promise<void>;
  /** Read your writes: of one set of tables, or of both. */
  waitFor: (
    position: Position | 'start',
    timeoutMs: number,
    which?: Which,
  ) => Promise<'reached' | 'not-yet'>;
  status: () => Promise<readonly ProjectionStatus[]>;
  /** Builds beside what is in use, and swaps. Without `which`, both one after the other. */
  rebuild: (how?: RebuildOptions & Readonly<{ which?: Which }>) => Promise<readonly BuildReport[]>;
  check: (sample?: Share) => Promise<Readonly<Record<Which, CheckReport>>>;
  /** Tries parked journeys again (or one); how many are still parked. */
  retryParked: (stream?: string) => Promise<number>;
  registerPage: (query: RegisterQuery) => Promise<Page<RegisterEntry>>;
  worklistPage: (query: WorklistQuery) => Promise<Page<WorklistEntry>>;
  irregularitiesPage: (query: IrregularitiesQuery) => Promise<Page<IrregularityEntry>>;
  dataQualityPage: (query: DataQualityQuery) => Promise<Page<DataQualityEntry>>;
  /** The ids of the journeys whose learner the text finds, by names or an identifier. */
  findPeople: (query: PeopleQuery) => Promise<Page<string>>;
  namesOf: (journeyIds: readonly string[]) => Promise<ReadonlyMap<string, PersonName | Erased>>;
}>;

/** The stored tables of all journeys, kept up to date from the log. */
export const openReadModels = (options: ReadModelsOptions): ReadModels => {
  const { path: folder, store, codec, keys, pollEveryMs, worker, mostEventsHeld } = options;
  const source = { store, codec };
  const keysOf = (stream: string) => keys.keysOf(stream);
  const journeys = openProjection({
    ...{ folder, source, pollEveryMs, worker, mostEventsHeld },
    projection: journeyTables,
  });
  const people = openProjection({
    ...{ folder, source, pollEveryMs },
    projection: peopleTables(keysOf),
  });
  const named = { journeys, people };
  const both = [journeys, people] as const;
  const journeysDb = () => journeys.reader<JourneyTables>();
  const peopleDb = () => people.reader<PeopleTables>();

  return {
    start: () => both.forEach((one) => one.start()),
    stop: async () => void (await Promise.all(both.map((one) => one.stop()))),
    close: async () => void (await Promise.all(both.map((one) => one.close()))),
    waitFor: async (position, timeoutMs, which) => {
      const waiting = which ? [named[which]] : both;
      const reached = await Promise.all(waiting.map((one) => one.waitFor(position, timeoutMs)));
      return reached.every((one) => one === 'reached') ? 'reached' : 'not-yet';
    },
    status: () => Promise.all(both.map((one) => one.status())),
    rebuild: async ({ which, ...how } = {}) => {
      const reports: BuildReport[] = [];
      for (const one of which ? [named[which]] : both) reports.push(await one.rebuild(how));
      return reports;
    },
    check: async (sample) => ({
      journeys: await journeys.check(sample),
      people: await people.check(sample),
    }),
    retryParked: async (stream) => {
      const left = await Promise.all(both.map((one) => one.retryParked(stream)));
      return left.reduce((sum, one) => sum + one, 0);
    },
    registerPage: async (query) => registerPage(await journeysDb(), query),
    worklistPage: async (query) => worklistPage(await journeysDb(), query),
    irregularitiesPage: async (query) => irregularitiesPage(await journeysDb(), query),
    dataQualityPage: async (query) => dataQualityPage(await journeysDb(), query),
    findPeople: async (query) => findPeople(await peopleDb(), query),
    namesOf: async (journeyIds) => namesOf(await peopleDb(), keysOf, journeyIds),
  };
};
