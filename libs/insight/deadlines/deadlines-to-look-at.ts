import { sql, type Kysely } from 'kysely';
import { CLOCKS } from '#libs/clocks';
import type { LocalDate } from '#libs/event-sourcing';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { journeyIdOf } from '../tables/columns.js';
import type { DeadlineTables } from './deadline-tables.js';

const JOURNEYS_A_PAGE = 1_000;

export type DeadlinesQuery = Readonly<{
  today: LocalDate;
  /** Journeys after this one; from the first where left out. */
  after?: string | undefined;
}>;

export type DeadlinesPage = Readonly<{
  /** The journeys whose reports may say something else than their clocks. */
  journeyIds: readonly string[];
  /** Where to go on; undefined at the end. */
  next: string | undefined;
}>;

/**
 * Finds the journeys that the watcher has to look at, a range of journeys at a time: by what is missed
 * in the table of clocks and by what was reported. Closed records are left alone.
 */
export const deadlinesToLookAt = async (
  journeys: Kysely<JourneyTables>,
  deadlines: Kysely<DeadlineTables>,
  { today, after = '' }: DeadlinesQuery,
): Promise<DeadlinesPage> => {
  const page = await journeys
    .selectFrom('journeys')
    .select(['stream', 'closed'])
    .where('row_key', '=', 'journey')
    .where(asKnownAt())
    .where('stream', '>', after)
    .orderBy('stream')
    .limit(JOURNEYS_A_PAGE)
    .execute();
  const last = page.at(-1)?.stream;
  if (last === undefined) return { journeyIds: [], next: undefined };
  const range = { after, last };
  const missed = grouped(await missedIn(journeys, today, range));
  const reported = grouped(await reportedIn(deadlines, range));
  const differ = page.filter(
    ({ stream, closed }) =>
      closed === null &&
      !isSame(missed.get(journeyIdOf(stream)), reported.get(journeyIdOf(stream))),
  );
  return {
    journeyIds: differ.map(({ stream }) => journeyIdOf(stream)),
    next: page.length < JOURNEYS_A_PAGE ? undefined : last,
  };
};

type Range = Readonly<{ after: string; last: string }>;
type Running = Readonly<{ id: string; running: string }>;

const RUNNING = sql<string>`clock || '/' || started_by || '/' || coalesce(part, '') || '/' || due_on`;

const missedIn = async (
  db: Kysely<JourneyTables>,
  today: LocalDate,
  { after, last }: Range,
): Promise<readonly Running[]> => {
  const rows = await db
    .selectFrom('clocks')
    .select(['stream', RUNNING.as('running')])
    .where(asKnownAt())
    .where('stream', '>', after)
    .where('stream', '<=', last)
    .where('counts', '=', 1)
    .where('due_on', '<', today)
    .where(sql<boolean>`(open = 1 or met_from > due_on or ended_on > due_on)`)
    .execute();
  return rows.map(({ stream, running }) => ({ id: journeyIdOf(stream), running }));
};

const reportedIn = async (
  db: Kysely<DeadlineTables>,
  { after, last }: Range,
): Promise<readonly Running[]> => {
  const rows = await db
    .selectFrom('reported_deadlines')
    .select(['stream', RUNNING.as('running')])
    .where(asKnownAt())
    .where('stream', '>', `${CLOCKS}${journeyIdOf(after)}`)
    .where('stream', '<=', `${CLOCKS}${journeyIdOf(last)}`)
    .where('missed', '=', 1)
    .execute();
  return rows.map(({ stream, running }) => ({ id: stream.slice(CLOCKS.length), running }));
};

const grouped = (rows: readonly Running[]): ReadonlyMap<string, ReadonlySet<string>> => {
  const byJourney = new Map<string, Set<string>>();
  for (const { id, running } of rows)
    byJourney.set(id, (byJourney.get(id) ?? new Set()).add(running));
  return byJourney;
};

const NONE: ReadonlySet<string> = new Set();

const isSame = (one: ReadonlySet<string> = NONE, other: ReadonlySet<string> = NONE): boolean =>
  one.size === other.size && [...one].every((running) => other.has(running));
