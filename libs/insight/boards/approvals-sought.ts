import { sql, type Kysely } from 'kysely';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { keysIn, pageOf, type Page, type Paging } from '../queries/page.js';
import { isShownTo, isStale, type Viewer } from '../queries/viewer.js';
import { journeyIdOf } from '../tables/columns.js';

export type ApprovalsQuery = Paging &
  Readonly<{
    viewer: Viewer;
    /** Only what is asked for within this limit, in pence a year. */
    upToPence: number;
  }>;

/** An approval that the viewer may decide: within the limit, and sought by others. */
export type ApprovalSought = Readonly<{
  journeyId: string;
  approvalId: string;
  forKind: string;
  forId: string | null;
  askedPence: number;
  askedFrom: string | null;
  askedTo: string | null;
  soughtOn: string;
  soughtBy: string;
  stale: boolean;
}>;

export const approvalsQuery = (db: Kysely<JourneyTables>, query: ApprovalsQuery) => {
  const { viewer, upToPence, cursor, limit } = query;
  let select = db
    .selectFrom('approvals_sought')
    .selectAll('approvals_sought')
    .select(isStale('approvals_sought').as('stale'))
    .where(asKnownAt(undefined, 'approvals_sought'))
    .where('asked_pence', '<=', upToPence)
    .where(sql<boolean>`instr(approvals_sought.sought_by_any, ${`|${viewer.id}|`}) = 0`)
    .where(isShownTo(viewer, 'approvals_sought'));
  const after = keysIn(cursor, ['', '', '']);
  if (after)
    select = select.where(
      sql<boolean>`(approvals_sought.sought_on, approvals_sought.stream, approvals_sought.row_key) >
        (${after[0]}, ${after[1]}, ${after[2]})`,
    );
  return select
    .orderBy('approvals_sought.sought_on')
    .orderBy('approvals_sought.stream')
    .orderBy('approvals_sought.row_key')
    .limit(limit + 1);
};

/** Those that have waited longest come first. */
export const approvalsPage = async (
  db: Kysely<JourneyTables>,
  query: ApprovalsQuery,
): Promise<Page<ApprovalSought>> => {
  const read = await approvalsQuery(db, query).execute();
  const page = pageOf(read, query.limit, (row) => [row.sought_on, row.stream, row.row_key]);
  const rows = page.rows.map((row): ApprovalSought => ({
    ...{ journeyId: journeyIdOf(row.stream), approvalId: row.row_key },
    ...{ forKind: row.for_kind, forId: row.for_id, askedPence: row.asked_pence },
    ...{ askedFrom: row.asked_from, askedTo: row.asked_to },
    ...{ soughtOn: row.sought_on, soughtBy: row.sought_by, stale: row.stale === 1 },
  }));
  return { ...page, rows };
};
