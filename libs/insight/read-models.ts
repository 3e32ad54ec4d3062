import type { Erased, Instant, LocalDate } from '#libs/event-sourcing';
import type { PersonName } from '#libs/lifecycle';
import { boardsOver, type Boards } from './boards/index.js';
import type { DeadlineTables } from './deadlines/deadline-tables.js';
import {
  deadlinesToLookAt,
  type DeadlinesPage,
  type DeadlinesQuery,
} from './deadlines/deadlines-to-look-at.js';
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
import type { PeopleTables } from './people-tables.js';
import { readProviderFacts, type ProviderFacts } from './providers/provider-facts.js';
import type { ProviderTables } from './providers/provider-tables.js';
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
import { openSets, runSets, type ReadModelsOptions, type SetsRunning } from './sets-of-tables.js';
import { worklistPage, type WorklistEntry, type WorklistQuery } from './queries/worklist-page.js';

export type ReadModels = SetsRunning &
  Readonly<{
    registerPage: (query: RegisterQuery) => Promise<Page<RegisterEntry>>;
    worklistPage: (query: WorklistQuery) => Promise<Page<WorklistEntry>>;
    irregularitiesPage: (query: IrregularitiesQuery) => Promise<Page<IrregularityEntry>>;
    dataQualityPage: (query: DataQualityQuery) => Promise<Page<DataQualityEntry>>;
    boards: Boards;
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
    /**
     * The journeys that the watcher has to look at. Waits until the tables have all that is recorded.
     * @throws TablesAreBehind where they do not get there in half a minute
     */
    deadlinesToLookAt: (query: DeadlinesQuery) => Promise<DeadlinesPage>;
  }>;

/** The tables did not get to the end of the log in time. Nothing was changed; try again. */
export class TablesAreBehind extends Error {
  override readonly name = 'TablesAreBehind';
  constructor() {
    super('The tables are behind the log: they are being built, or stand still. Try again later.');
  }
}

const CATCH_UP_MS = 30_000;

/** The stored tables of all journeys, kept up to date from the log. */
export const openReadModels = (options: ReadModelsOptions): ReadModels => {
  const { store, keys } = options;
  const sets = openSets(options);
  const keysOf = (stream: string) => keys.keysOf(stream);
  const journeysDb = () => sets.journeys.reader<JourneyTables>();
  const providersDb = () => sets.providers.reader<ProviderTables>();
  const peopleDb = () => sets.people.reader<PeopleTables>();
  const providerFacts = async (knownAt?: Instant) =>
    readProviderFacts(await providersDb(), knownAt);

  return {
    ...runSets(sets),
    boards: boardsOver(journeysDb, providersDb),
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
    deadlinesToLookAt: async (query) => {
      const head = await store.head();
      const behind = await Promise.all(
        [sets.journeys, sets.deadlines].map((one) => one.waitFor(head, CATCH_UP_MS)),
      );
      if (behind.includes('not-yet')) throw new TablesAreBehind();
      const db = await sets.deadlines.reader<DeadlineTables>();
      return deadlinesToLookAt(await journeysDb(), db, query);
    },
  };
};
