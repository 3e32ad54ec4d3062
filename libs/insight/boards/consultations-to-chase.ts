import { sql, type Kysely } from 'kysely';
import { daysBetween } from '#libs/lifecycle';
import type { LocalDate } from '#libs/event-sourcing';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { keysIn, pageOf, type Page, type Paging } from '../queries/page.js';
import { isShownTo, isStale, type Viewer } from '../queries/viewer.js';
import { journeyIdOf } from '../tables/columns.js';
import { isCaseOf, type CasesOf } from './case-of.js';

export type ChasingQuery = Paging & CasesOf & Readonly<{ viewer: Viewer }>;

/** A consultation whose fifteen days are over without an answer. */
export type ToChase = Readonly<{
  journeyId: string;
  consultationId: string | null;
  providerId: string | null;
  school: string | null;
  sentOn: string | null;
  dueOn: string;
  daysOverdue: number;
  chases: number;
  lastChasedOn: string | null;
  lastChasedBy: string | null;
  stale: boolean;
}>;

/** Those that are waiting longest come first. */
export const chasingQuery = (db: Kysely<JourneyTables>, query: ChasingQuery) => {
  const { viewer, today, cursor, limit } = query;
  let select = db
    .selectFrom('clocks')
    .select(['clocks.stream', 'clocks.row_key', 'clocks.about_id', 'clocks.provider_id'])
    .select(['clocks.school', 'clocks.started_from', 'clocks.due_on', 'clocks.chases'])
    .select(['clocks.last_chased_on', 'clocks.last_chased_by'])
    .select(isStale('clocks').as('stale'))
    .where(asKnownAt(undefined, 'clocks'))
    .where('clocks.clock', '=', 'C06')
    .where('clocks.open', '=', 1)
    .where('clocks.due_on', '<', today)
    .where(isShownTo(viewer, 'clocks'))
    .where(isCaseOf(query, 'clocks'));
  const after = keysIn(cursor, ['', '', '']);
  if (after)
    select = select.where(
      sql<boolean>`(clocks.due_on, clocks.stream, clocks.row_key) > (${after[0]}, ${after[1]}, ${after[2]})`,
    );
  return select
    .orderBy('clocks.due_on')
    .orderBy('clocks.stream')
    .orderBy('clocks.row_key')
    .limit(limit + 1);
};

export const chasingPage = async (
  db: Kysely<JourneyTables>,
  query: ChasingQuery,
): Promise<Page<ToChase>> => {
  const read = await chasingQuery(db, query).execute();
  const page = pageOf(read, query.limit, (row) => [row.due_on, row.stream, row.row_key]);
  const rows = page.rows.map((row): ToChase => ({
    journeyId: journeyIdOf(row.stream),
    ...{ consultationId: row.about_id, providerId: row.provider_id, school: row.school },
    ...{ sentOn: row.started_from, dueOn: row.due_on, chases: row.chases },
    daysOverdue: daysBetween(row.due_on as LocalDate, query.today),
    ...{ lastChasedOn: row.last_chased_on, lastChasedBy: row.last_chased_by },
    stale: row.stale === 1,
  }));
  return { ...page, rows };
};
