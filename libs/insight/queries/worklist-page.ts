import { sql, type Kysely } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { journeyIdOf } from '../tables/columns.js';
import { keysIn, pageOf, type Page, type Paging } from './page.js';
import { isShownTo, isStale, type Viewer } from './viewer.js';

/** Whose work: one officer's, a whole team's (with or without an officer), or nobody's. */
export type Whose =
  Readonly<{ officer: string }> | Readonly<{ team: string }> | Readonly<{ unassigned: true }>;

export type WorklistQuery = Paging &
  Readonly<{
    viewer: Viewer;
    whose: Whose;
    /** Whose work it is on this day: covers begin and end without anybody recording anything. */
    today: LocalDate;
  }>;

type Read = Awaited<ReturnType<ReturnType<typeof worklistQuery>['execute']>>[number];

/** One case with what is open on it; see the columns of `worklist` and `assignments`. */
export type WorklistEntry = Omit<Read, 'stream' | 'row_key' | 'known_from' | 'known_to' | 'stale'> &
  Readonly<{ journeyId: string; stale: boolean }>;

export const worklistQuery = (db: Kysely<JourneyTables>, query: WorklistQuery) => {
  const { viewer, whose, today, cursor, limit } = query;
  let select = db
    .selectFrom('worklist')
    .leftJoin('assignments', (join) =>
      join
        .onRef('assignments.stream', '=', 'worklist.stream')
        .on(asKnownAt(undefined, 'assignments'))
        .on('assignments.from_day', '<=', today)
        .on('assignments.to_day', '>=', today),
    )
    .selectAll('worklist')
    .select(['assignments.officer', 'assignments.team', 'assignments.since'])
    .select(isStale('worklist').as('stale'))
    .where(asKnownAt(undefined, 'worklist'))
    .where(isShownTo(viewer, 'worklist'));
  if ('officer' in whose) select = select.where('assignments.officer', '=', whose.officer);
  else if ('team' in whose) select = select.where('assignments.team', '=', whose.team);
  else select = select.where(sql.ref('assignments.stream'), 'is', null);
  // The same either way; named by the table whose index gives the order, nothing needs sorting.
  const stream = 'unassigned' in whose ? 'worklist.stream' : 'assignments.stream';
  const after = keysIn(cursor, ['']);
  if (after) select = select.where(stream, '>', String(after[0]));
  return select.orderBy(stream).limit(limit + 1);
};

export const worklistPage = async (
  db: Kysely<JourneyTables>,
  query: WorklistQuery,
): Promise<Page<WorklistEntry>> => {
  const read = await worklistQuery(db, query).execute();
  const page = pageOf(read, query.limit, ({ stream }) => [stream]);
  return { ...page, rows: page.rows.map(entryOf) };
};

const entryOf = (row: Read): WorklistEntry => {
  const { stream, row_key: _key, known_from: _from, known_to: _to, stale, ...rest } = row;
  return { journeyId: journeyIdOf(stream), ...rest, stale: stale === 1 };
};
