import { sql, type Kysely } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween } from '#libs/lifecycle';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { keysIn, pageOf, type Page, type Paging } from '../queries/page.js';
import { isShownTo, isStale, type Viewer } from '../queries/viewer.js';
import type { TransferMilestone } from '../tables/boards.js';
import { journeyIdOf } from '../tables/columns.js';
import { isCaseOf, type CasesOf } from './case-of.js';

export type PhaseTransfersQuery = Paging &
  CasesOf &
  Readonly<{ viewer: Viewer; year: number; milestone?: TransferMilestone | undefined }>;

/** One learner's change of phase: by when the plan must name what is next, and how far that has got. */
export type PhaseTransferEntry = Readonly<{
  journeyId: string;
  transferId: string;
  from: string;
  to: string;
  clock: string | null;
  dueOn: string | null;
  milestone: string;
  namedOn: string | null;
  /** Days after the last day without it being named, or by which it was named late. */
  daysLate: number;
  stale: boolean;
}>;

/** How many of the year are at each milestone, by the deadline they are under; and the learners, page by page. */
export type PhaseTransferBoard = Page<PhaseTransferEntry> &
  Readonly<{
    year: number;
    counts: readonly Readonly<{
      clock: string | null;
      dueOn: string | null;
      milestone: string;
      n: number;
    }>[];
  }>;

const shown = (db: Kysely<JourneyTables>, query: PhaseTransfersQuery) =>
  db
    .selectFrom('transfer_milestones')
    .where(asKnownAt(undefined, 'transfer_milestones'))
    .where('transfer_milestones.transfer_year', '=', query.year)
    .where(isShownTo(query.viewer, 'transfer_milestones'))
    .where(isCaseOf(query, 'transfer_milestones'));

export const phaseTransfersQuery = (db: Kysely<JourneyTables>, query: PhaseTransfersQuery) => {
  const { milestone, cursor, limit } = query;
  let select = shown(db, query)
    .selectAll('transfer_milestones')
    .select(isStale('transfer_milestones').as('stale'));
  if (milestone !== undefined) select = select.where('milestone', '=', milestone);
  const after = keysIn(cursor, ['', '']);
  if (after)
    select = select.where(
      sql<boolean>`(transfer_milestones.stream, transfer_milestones.row_key) > (${after[0]}, ${after[1]})`,
    );
  return select
    .orderBy('transfer_milestones.stream')
    .orderBy('transfer_milestones.row_key')
    .limit(limit + 1);
};

const daysLate = (dueOn: string | null, namedOn: string | null, today: LocalDate): number =>
  dueOn === null
    ? 0
    : Math.max(0, daysBetween(dueOn as LocalDate, (namedOn ?? today) as LocalDate));

export const phaseTransferBoard = async (
  db: Kysely<JourneyTables>,
  query: PhaseTransfersQuery,
): Promise<PhaseTransferBoard> => {
  const counts = await shown(db, query)
    .select(['clock', 'due_on as dueOn', 'milestone'])
    .select((build) => build.fn.countAll<number>().as('n'))
    .groupBy(['clock', 'due_on', 'milestone'])
    .orderBy('due_on')
    .orderBy('milestone')
    .execute();
  const read = await phaseTransfersQuery(db, query).execute();
  const page = pageOf(read, query.limit, (row) => [row.stream, row.row_key]);
  const rows = page.rows.map((row): PhaseTransferEntry => ({
    ...{ journeyId: journeyIdOf(row.stream), transferId: row.row_key },
    ...{ from: row.phase_from, to: row.phase_to, clock: row.clock, dueOn: row.due_on },
    ...{ milestone: row.milestone, namedOn: row.named_on },
    daysLate: daysLate(row.due_on, row.named_on, query.today),
    stale: row.stale === 1,
  }));
  return { year: query.year, counts, ...page, rows };
};
