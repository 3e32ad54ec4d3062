import type { Kysely } from 'kysely';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import type { PriceLine } from '#libs/lifecycle';
import { asKnownAt, microsIn } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import type { ProviderFacts } from '../providers/provider-facts.js';
import {
  addingUp,
  type CommitmentPeriod,
  type GroupedCommitment,
  type Months,
  type TermsInForce,
} from './commitments.js';
import type { Contribution } from './contributions.js';
import type { CommitmentKind } from './paid-times.js';
import { lastDayOf } from './year-days.js';

/** By what sums may be kept apart, beside kind, contributor, line and VAT treatment. */
export const commitmentDimensions = {
  provider: 'terms.provider_id',
  category: 'terms.category',
  route: 'terms.route',
  need: 'journeys.need',
  cohort: 'journeys.cohort',
  district: 'journeys.district',
} as const;
export type CommitmentDimension = keyof typeof commitmentDimensions;

export type CommitmentsQuery = Readonly<{
  months: Months;
  period: CommitmentPeriod;
  by?: CommitmentDimension | undefined;
  /** Each must be so. */
  where?: Readonly<Partial<Record<CommitmentDimension, string>>> | undefined;
  /** As it was known then; without it, as it is known now. */
  knownAt?: Instant | undefined;
}>;

/** What an answer was made of, and what it had to leave out or assume. */
export type CommitmentsCounts = Readonly<{
  placements: number;
  interimProvisions: number;
  settlements: number;
  /** Agreed, with no first day known: in no sum. */
  agreedWithoutFirstDay: number;
  /** Paid from the first of several possible days. */
  startKnownInPart: number;
  /** There without a single line of a price: a sum of nothing. */
  withoutPrice: number;
  /** Interim provision reckoned with England's school days, its provider being in no register. */
  byDefaultCalendar: number;
  /** Journeys whose tables could not be carried on: they may be behind. */
  parked: number;
}>;

export type Commitments = Readonly<{
  rows: readonly GroupedCommitment[];
  counts: CommitmentsCounts;
}>;

type Db = Kysely<JourneyTables & { parked: { stream: string } }>;

const termsQuery = (db: Db, { months, by, where = {}, knownAt }: CommitmentsQuery) => {
  const micros = knownAt && microsIn(knownAt);
  let select = db
    .selectFrom('terms')
    .leftJoin('journeys', (join) =>
      join.onRef('journeys.stream', '=', 'terms.stream').on(asKnownAt(micros, 'journeys')),
    )
    .leftJoin('register', (join) =>
      join
        .onRef('register.stream', '=', 'terms.stream')
        .onRef('register.row_key', '=', 'terms.about')
        .on(asKnownAt(micros, 'register')),
    )
    .selectAll('terms')
    .select('register.started_precision')
    .where(asKnownAt(micros, 'terms'))
    .where('terms.from_day', '<=', lastDayOf(months.to))
    .where('terms.to_day', '>=', `${months.from}-01`)
    .orderBy('terms.stream')
    .orderBy('terms.about');
  for (const [name, value] of Object.entries(where))
    select = select.where(commitmentDimensions[name as CommitmentDimension], '=', value);
  return select.select(by === undefined ? [] : [`${commitmentDimensions[by]} as group`]);
};

type TermsRead = Awaited<ReturnType<ReturnType<typeof termsQuery>['execute']>>[number] &
  Readonly<{ group?: string | number | null }>;

const termsIn = (row: TermsRead): TermsInForce => ({
  subject: row.subject as TermsInForce['subject'],
  about: row.about,
  kind: row.kind as CommitmentKind,
  from: row.from_day as LocalDate,
  to: row.to_day as LocalDate,
  lines: JSON.parse(row.lines) as readonly PriceLine[],
  sumPence: row.sum_pence ?? undefined,
  pencePerYear: row.pence_per_year,
  contributions: JSON.parse(row.contributions) as readonly Contribution[],
  vat: row.vat,
});

const countsIn = (rows: readonly TermsRead[]) => {
  const count = (counted: (row: TermsRead) => boolean): number =>
    new Set(rows.filter(counted).map(nameOf)).size;
  return {
    placements: count(({ subject }) => subject === 'placement'),
    interimProvisions: count(({ subject }) => subject === 'interim'),
    settlements: count(({ subject }) => subject === 'settlement'),
    startKnownInPart: count(
      ({ kind, started_precision: precision }) =>
        kind === 'agreed' && precision !== null && precision !== 'day',
    ),
    withoutPrice: count(({ subject, lines }) => subject !== 'settlement' && lines === '[]'),
    byDefaultCalendar: count(
      ({ subject, provider_id: id }) => subject === 'interim' && id === null,
    ),
  };
};

const nameOf = ({ stream, about }: TermsRead): string => `${stream}/${about}`;

const agreedWithoutFirstDay = async (db: Db, knownAt: number | undefined): Promise<number> => {
  const { n } = await db
    .selectFrom('register')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .where(asKnownAt(knownAt))
    .where('status', '=', 'agreed')
    .where('planned_start', 'is', null)
    .executeTakeFirstOrThrow();
  return Number(n);
};

/** What is to be paid, month by month, as it was known: {@link addingUp} over the table `terms`. */
export const commitmentsOf = async (
  db: Db,
  facts: ProviderFacts,
  query: CommitmentsQuery,
): Promise<Commitments> => {
  const rows: readonly TermsRead[] = await termsQuery(db, query).execute();
  const sums = addingUp(query.months, query.period);
  for (const row of rows) {
    const group = row.group === undefined || row.group === null ? '' : String(row.group);
    const terms = { ...termsIn(row), about: nameOf(row) };
    sums.add(terms, facts.calendarOf(row.provider_id), group);
  }
  const parked = await db
    .selectFrom('parked')
    .select(({ fn }) => fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  const knownAt = query.knownAt && microsIn(query.knownAt);
  return {
    rows: sums.answer(),
    counts: {
      ...countsIn(rows),
      agreedWithoutFirstDay: await agreedWithoutFirstDay(db, knownAt),
      parked: Number(parked.n),
    },
  };
};
