import {
  createCodec,
  type Codec,
  type Erased,
  type EventStore,
  type Instant,
  type LocalDate,
  type Position,
} from '#libs/event-sourcing';
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
import { providerCatalogue, type ProviderEvent } from '#libs/providers';
import { journeyTables, type JourneyTables } from './journey-tables.js';
import {
  askMeasure,
  askRows,
  type Answer,
  type Measure,
  type MeasureRow,
  type Question,
  type TabularMeasure,
} from './measures/index.js';
import { peopleTables, type PeopleTables } from './people-tables.js';
import { readProviderFacts, type ProviderFacts } from './providers/provider-facts.js';
import { providerTables, type ProviderTables } from './providers/provider-tables.js';
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
import { scorecardOf, type ScorecardQuery } from './scorecard/scorecard-query.js';
import type { Scorecard } from './scorecard/scorecard.js';
import { stabilityQueries, type StabilityQueries } from './stability/queries/stability-queries.js';
import type { Viewer } from './queries/viewer.js';
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
}>;

/** Which tables: those of journeys, those of providers, or those that find people. */
export const setsOfTables = ['journeys', 'providers', 'people'] as const;
export type Which = (typeof setsOfTables)[number];

export type ReadModels = Readonly<{
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
  registerPage: (query: RegisterQuery) => Promise<Page<RegisterEntry>>;
  worklistPage: (query: WorklistQuery) => Promise<Page<WorklistEntry>>;
  irregularitiesPage: (query: IrregularitiesQuery) => Promise<Page<IrregularityEntry>>;
  dataQualityPage: (query: DataQualityQuery) => Promise<Page<DataQualityEntry>>;
  /** Answers a question that was read by `readQuestion`. */
  askMeasure: (
    asked: Readonly<{ measure: Measure; question: Question }>,
    today: LocalDate,
  ) => Promise<Answer>;
  /** Survival curves, times without provision and flags: beside the measures. */
  stability: StabilityQueries;
  /** The facts behind an answer: journey ids, no names. Without a viewer, all of them. */
  askRows: (
    asked: Readonly<{ measure: TabularMeasure; question: Question }>,
    as: Readonly<{ today: LocalDate; viewer?: Viewer }>,
  ) => Promise<readonly MeasureRow[]>;
  /** The ids of the journeys whose learner the text finds, by names or an identifier. */
  findPeople: (query: PeopleQuery) => Promise<Page<string>>;
  namesOf: (journeyIds: readonly string[]) => Promise<ReadonlyMap<string, PersonName | Erased>>;
  /** Term dates and succession of schools, as known then or now: to be asked beside journeys. */
  providerFacts: (knownAt?: Instant) => Promise<ProviderFacts>;
  /** How one school fares; undefined for an id that is not in the register. */
  scorecard: (query: ScorecardQuery) => Promise<Scorecard | undefined>;
}>;

/** The stored tables of all journeys, kept up to date from the log. */
export const openReadModels = (options: ReadModelsOptions): ReadModels => {
  const { path: folder, store, codec, keys, pollEveryMs, worker } = options;
  const source = { store, codec };
  const keysOf = (stream: string) => keys.keysOf(stream);
  const journeys = openProjection({
    ...{ folder, source, pollEveryMs, worker },
    projection: journeyTables,
  });
  const people = openProjection({
    ...{ folder, source, pollEveryMs },
    projection: peopleTables(keysOf),
  });
  const providers = openProjection({
    ...{ folder, pollEveryMs, projection: providerTables },
    source: { store, codec: createCodec<ProviderEvent>(providerCatalogue) },
  });
  const named = { journeys, providers, people };
  const all = setsOfTables.map((which) => named[which]);
  const journeysDb = () => journeys.reader<JourneyTables>();
  const providersDb = () => providers.reader<ProviderTables>();
  const providerFacts = async (knownAt?: Instant) =>
    readProviderFacts(await providersDb(), knownAt);
  const peopleDb = () => people.reader<PeopleTables>();

  return {
    start: () => all.forEach((one) => one.start()),
    stop: async () => void (await Promise.all(all.map((one) => one.stop()))),
    close: async () => void (await Promise.all(all.map((one) => one.close()))),
    waitFor: async (position, timeoutMs, which) => {
      const waiting = which ? [named[which]] : all;
      const reached = await Promise.all(waiting.map((one) => one.waitFor(position, timeoutMs)));
      return reached.every((one) => one === 'reached') ? 'reached' : 'not-yet';
    },
    status: () => Promise.all(all.map((one) => one.status())),
    rebuild: async ({ which, ...how } = {}) => {
      const reports: BuildReport[] = [];
      for (const one of which ? [named[which]] : all) reports.push(await one.rebuild(how));
      return reports;
    },
    check: async (sample) => ({
      journeys: await journeys.check(sample),
      providers: await providers.check(sample),
      people: await people.check(sample),
    }),
    retryParked: async (stream) => {
      const left = await Promise.all(all.map((one) => one.retryParked(stream)));
      return left.reduce((sum, one) => sum + one, 0);
    },
    registerPage: async (query) => registerPage(await journeysDb(), query),
    worklistPage: async (query) => worklistPage(await journeysDb(), query),
    irregularitiesPage: async (query) => irregularitiesPage(await journeysDb(), query),
    dataQualityPage: async (query) => dataQualityPage(await journeysDb(), query),
    askRows: async (asked, as) => askRows(await journeysDb(), asked, as),
    askMeasure: async (asked, today) =>
      askMeasure(await journeysDb(), asked, {
        ...{ today, tablesVersion: journeyTables.version },
        providerFacts: async (knownAt) => readProviderFacts(await providersDb(), knownAt),
      }),
    stability: stabilityQueries({ db: journeysDb, providerFacts }),
    findPeople: async (query) => findPeople(await peopleDb(), query),
    namesOf: async (journeyIds) => namesOf(await peopleDb(), keysOf, journeyIds),
    providerFacts,
    scorecard: async (query) => {
      const [journeysNow, providersNow] = await Promise.all([journeysDb(), providersDb()]);
      const facts = await providerFacts(query.knownAt);
      return scorecardOf({ journeys: journeysNow, providers: providersNow }, facts, query);
    },
  };
};
