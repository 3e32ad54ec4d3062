import { sql, type Kysely } from 'kysely';
import { instantOf, type Instant, type LocalDate } from '#libs/event-sourcing';
import { microsIn, openEnd } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import type { ProviderFacts } from '../providers/provider-facts.js';
import type { Answer, Cell } from './answer.js';
import { cellsOf, leftOut } from './counting.js';
import type { Described } from './described.js';
import { AS_COUNTED } from './disclosing.js';
import type { Asked } from './judging.js';
import {
  isComputed,
  type ComputedMeasure,
  type Measure,
  type Reading,
  type TabularMeasure,
} from './measure.js';
import type { Viewer } from '../queries/viewer.js';
import type { Question } from './question.js';
import { rowsOf, type MeasureRow } from './rows.js';

type Db = Kysely<JourneyTables>;

/** What the answer needs to know of where it is given. */
export type Asking = Readonly<{
  today: LocalDate;
  tablesVersion: number;
  providerFacts: (knownAt: Instant) => Promise<ProviderFacts>;
}>;

const DAY_LENGTH = 10;

/** The tables that a measure reads. */
const tablesOf = (measure: Measure): readonly string[] => {
  if (isComputed(measure)) return measure.tables;
  const { table, dimensions } = measure.facts;
  const joined = Object.values(dimensions).flatMap((one) =>
    'several' in one ? [one.several.table] : [],
  );
  return [table, ...new Set(joined)];
};

/**
 * The instant of the last append that changed one of the tables. Known instants grow with the log,
 * so asking as known at that instant gives the rows as they are now, today and ever after.
 */
const lastChange = async (db: Db, tables: readonly string[]): Promise<number> => {
  const changes = tables.map(
    (table) => sql`select max(case when known_to = ${openEnd} then known_from else known_to end)
      as at from ${sql.table(table)}`,
  );
  const { rows } = await sql<{ at: number | null }>`select max(at) as at
    from (${sql.join(changes, sql` union all `)}) as changes`.execute(db);
  return rows[0]?.at ?? 0;
};

const described = ({ name, title, version, kind, unit, ...rest }: Described): Described => {
  const { definition, population, formula, source } = rest;
  return { name, title, version, kind, unit, definition, population, formula, source };
};

const parkedIn = async (db: Db): Promise<number> => {
  const { rows } = await sql<{ n: number }>`select count(*) as n from parked`.execute(db);
  return rows[0]?.n ?? 0;
};

/** Only the largest of each period, by how many facts they rest on. */
const topOf = (cells: readonly Cell[], top: number | undefined) => {
  if (top === undefined) return { cells };
  const periods = [...new Set(cells.map(({ period }) => period.label))];
  const shown = periods.flatMap((label) =>
    cells
      .filter(({ period }) => period.label === label)
      .toSorted((a, b) => (b.n ?? 0) - (a.n ?? 0))
      .slice(0, top),
  );
  const kept = new Set(shown);
  const rest = cells.filter((cell) => !kept.has(cell));
  return {
    cells: shown,
    left: { cells: rest.length, n: rest.reduce((n, c) => n + (c.n ?? 0), 0) },
  };
};

type Given = Omit<Reading, 'db' | 'knownAt'> & Readonly<{ knownAt: number; question: Question }>;

const tabular = async (db: Db, measure: TabularMeasure, given: Given) => {
  const asked: Asked = { measure, ...given };
  const whole = { ...asked, question: { ...asked.question, by: [] } };
  const cells = await cellsOf(db, asked);
  const totals = given.question.by.length === 0 ? cells : await cellsOf(db, whole);
  return { cells, totals, ...(await leftOut(db, asked)) };
};

const computed = async (db: Db, measure: ComputedMeasure, given: Given) => {
  const { question, ...reading } = given;
  const { cells, totals, ...rest } = await measure.compute({ db, ...reading }, question);
  const none = { excluded: [], unknown: [] };
  return { cells, totals: totals ?? (question.by.length === 0 ? cells : []), ...none, ...rest };
};

/** Answers a question from the tables as they stand at one moment, or as they were known then. */
export const askMeasure = (
  db: Db,
  { measure, question }: Readonly<{ measure: Measure; question: Question }>,
  { today, tablesVersion, providerFacts: providersAt }: Asking,
): Promise<Answer> =>
  // One transaction: every query of an answer sees the same moment, however fast the log grows.
  db.transaction().execute(async (at) => {
    const knownAt = await instantAsked(at, measure, question);
    const known = question.knownAt ?? instantOf(BigInt(knownAt));
    const asOf = question.asOf ?? dayOr(question.knownAt, today);
    const providerFacts = () => providersAt(known);
    const given = { knownAt, asOf, question, providerFacts };
    const { cells, ...rest } = isComputed(measure)
      ? await computed(at, measure, given)
      : await tabular(at, measure, given);
    return {
      ...{ measure: described(measure), tablesVersion, question, knownAt: known, asOf },
      ...rest,
      ...topOf(cells, question.top),
      disclosure: AS_COUNTED,
      parked: await parkedIn(at),
    };
  });

/** The facts behind an answer of a tabular measure, as it would be given now. */
export const askRows = (
  db: Db,
  { measure, question }: Readonly<{ measure: TabularMeasure; question: Question }>,
  { today, viewer }: Readonly<{ today: LocalDate; viewer?: Viewer }>,
): Promise<readonly MeasureRow[]> =>
  db.transaction().execute(async (at) => {
    const knownAt = await instantAsked(at, measure, question);
    const asOf = question.asOf ?? dayOr(question.knownAt, today);
    return rowsOf(at, { measure, question, knownAt, asOf }, viewer);
  });

const instantAsked = (db: Db, measure: Measure, { knownAt }: Question): Promise<number> =>
  knownAt === undefined ? lastChange(db, tablesOf(measure)) : Promise.resolve(microsIn(knownAt));

const dayOr = (instant: Instant | undefined, today: LocalDate): LocalDate =>
  instant === undefined ? today : (instant.slice(0, DAY_LENGTH) as LocalDate);
