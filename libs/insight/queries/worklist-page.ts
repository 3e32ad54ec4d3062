import { sql, type Kysely } from 'kysely';
import { clockRule, type ClockId } from '#libs/clocks';
import type { LocalDate } from '#libs/event-sourcing';
import { daysBetween } from '#libs/lifecycle';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import { OTHER_STEPS, type OtherStep } from '../steps/steps.js';
import { journeyIdOf } from '../tables/columns.js';
import { NO_DAY_SET } from '../tables/next-steps.js';
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
    /** Only where this is the next step: a clock, or a code of `OTHER_STEPS`. */
    step?: string | undefined;
    /** Only where the next step is due by this day. */
    dueBy?: LocalDate | undefined;
  }>;

type Read = Awaited<ReturnType<ReturnType<typeof worklistQuery>['execute']>>[number];
type Hidden = 'stream' | 'row_key' | 'known_from' | 'known_to' | 'stale' | keyof typeof NEXT;

/** The next step of a case: what, by when, by which provision, and what is known of a delay. */
export type NextStep = Readonly<{
  code: string;
  step: string;
  source: string;
  part: string | null;
  dueOn: string | null;
  /** By how many days the day has passed; 0 up to the day itself, and where none is set. */
  daysOverdue: number;
  /** The entry to explain a delay of, with the clock: `code`. */
  startedBy: string | null;
  about: Readonly<{ kind: string; id: string | null; school: string | null }> | null;
  chases: number;
  lastChasedOn: string | null;
  lastChasedBy: string | null;
  explanation: Readonly<{ on: string; reason: string | null; expectedOn: string | null }> | null;
  openSteps: number;
}>;

/** One case with its next step and what is open on it; see the columns of `worklist` and `assignments`. */
export type WorklistEntry = Omit<Read, Hidden> &
  Readonly<{ journeyId: string; next: NextStep | undefined; stale: boolean }>;

const NEXT = {
  next_step: 'next_steps.step',
  next_part: 'next_steps.part',
  next_due: 'next_steps.due_on',
  next_started_by: 'next_steps.started_by',
  next_about_kind: 'next_steps.about_kind',
  next_about_id: 'next_steps.about_id',
  next_school: 'next_steps.school',
  next_chases: 'next_steps.chases',
  next_chased_on: 'next_steps.last_chased_on',
  next_chased_by: 'next_steps.last_chased_by',
  next_explained_on: 'next_steps.explained_on',
  next_explained_reason: 'next_steps.explained_reason',
  next_expected_on: 'next_steps.expected_on',
  next_open_steps: 'next_steps.open_steps',
} as const;

const DUE = sql<string>`coalesce(next_steps.due_on, ${NO_DAY_SET})`;

/** Cases with the first due first; each case once. */
const worklistOf = (db: Kysely<JourneyTables>, today: LocalDate) =>
  db
    .selectFrom('worklist')
    .leftJoin('assignments', (join) =>
      join
        .onRef('assignments.stream', '=', 'worklist.stream')
        .on(asKnownAt(undefined, 'assignments'))
        .on('assignments.from_day', '<=', today)
        .on('assignments.to_day', '>=', today),
    )
    .leftJoin('next_steps', (join) =>
      join
        .onRef('next_steps.stream', '=', 'worklist.stream')
        .on('next_steps.row_key', '=', 'next')
        .on(asKnownAt(undefined, 'next_steps')),
    )
    .selectAll('worklist')
    .select(['assignments.officer', 'assignments.team', 'assignments.since'])
    .select([
      ...(['next_steps.step as next_step', 'next_steps.part as next_part'] as const),
      ...(['next_steps.started_by as next_started_by'] as const),
      ...(['next_steps.about_kind as next_about_kind'] as const),
      ...(['next_steps.about_id as next_about_id', 'next_steps.school as next_school'] as const),
      ...(['next_steps.chases as next_chases'] as const),
      ...(['next_steps.last_chased_on as next_chased_on'] as const),
      ...(['next_steps.last_chased_by as next_chased_by'] as const),
      ...(['next_steps.explained_on as next_explained_on'] as const),
      ...(['next_steps.explained_reason as next_explained_reason'] as const),
      ...(['next_steps.expected_on as next_expected_on'] as const),
      ...(['next_steps.open_steps as next_open_steps'] as const),
    ])
    .select(DUE.as('next_due'))
    .select(isStale('worklist').as('stale'))
    .where(asKnownAt(undefined, 'worklist'));

export const worklistQuery = (db: Kysely<JourneyTables>, query: WorklistQuery) => {
  const { viewer, whose, today, step, dueBy, cursor, limit } = query;
  let select = worklistOf(db, today).where(isShownTo(viewer, 'worklist'));
  if ('officer' in whose) select = select.where('assignments.officer', '=', whose.officer);
  else if ('team' in whose) select = select.where('assignments.team', '=', whose.team);
  else select = select.where(sql.ref('assignments.stream'), 'is', null);
  if (step !== undefined) select = select.where('next_steps.step', '=', step);
  if (dueBy !== undefined) select = select.where('next_steps.due_on', '<=', dueBy);
  const after = keysIn(cursor, ['', '']);
  if (after)
    select = select.where(
      sql<boolean>`(${DUE}, worklist.stream) > (${String(after[0])}, ${String(after[1])})`,
    );
  return select
    .orderBy(DUE)
    .orderBy('worklist.stream')
    .limit(limit + 1);
};

export const worklistPage = async (
  db: Kysely<JourneyTables>,
  query: WorklistQuery,
): Promise<Page<WorklistEntry>> => {
  const read = await worklistQuery(db, query).execute();
  const page = pageOf(read, query.limit, ({ stream, next_due: due }) => [due, stream]);
  return { ...page, rows: page.rows.map((row) => entryOf(row, query.today)) };
};

const entryOf = (row: Read, today: LocalDate): WorklistEntry => {
  const { stream, row_key: _key, known_from: _from, known_to: _to, stale, ...rest } = row;
  const shown = Object.fromEntries(Object.entries(rest).filter(([name]) => !(name in NEXT)));
  return {
    journeyId: journeyIdOf(stream),
    ...(shown as Omit<Read, Hidden>),
    next: nextStepOf(row, today),
    stale: stale === 1,
  };
};

const nextStepOf = (row: Read, today: LocalDate): NextStep | undefined => {
  const { next_step: code, next_due: due, next_about_kind: kind } = row;
  if (code === null) return undefined;
  const dueOn = due === NO_DAY_SET ? null : due;
  return {
    ...{ code, ...stepInWords(code), part: row.next_part, dueOn },
    daysOverdue: dueOn === null ? 0 : Math.max(0, daysBetween(dueOn as LocalDate, today)),
    startedBy: row.next_started_by,
    about: kind === null ? null : { kind, id: row.next_about_id, school: row.next_school },
    chases: row.next_chases ?? 0,
    ...{ lastChasedOn: row.next_chased_on, lastChasedBy: row.next_chased_by },
    explanation:
      row.next_explained_on === null
        ? null
        : {
            on: row.next_explained_on,
            reason: row.next_explained_reason,
            expectedOn: row.next_expected_on,
          },
    openSteps: row.next_open_steps ?? 0,
  };
};

/** What a step asks for, and by which provision. */
export const stepInWords = (code: string): Readonly<{ step: string; source: string }> => {
  if (code in OTHER_STEPS) return OTHER_STEPS[code as OtherStep];
  const { step, source } = clockRule(code as ClockId);
  return { step, source };
};
