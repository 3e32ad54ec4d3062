import type { Kysely } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import type { PriceLine } from '#libs/lifecycle';
import { asKnownAt } from '#libs/projections';
import type { JourneyTables } from '../journey-tables.js';
import type { ProviderFacts } from '../providers/provider-facts.js';
import {
  addingUp,
  type Commitment,
  type Span,
  type Split,
  type TermsInForce,
} from './commitments.js';
import type { Contribution } from './contributions.js';
import type { CommitmentKind } from './paid-times.js';

/** What sums can be split by and chosen by, each with its meaning. */
export const commitmentDimensions = {
  kind: 'agreed while the place is held, notice while fees outlast it, forecast before the first day',
  contributor: 'who bears it: education, health, socialCare, otherAuthority, family, other',
  line: 'the line of the price: tuition, residential, …; settlement is a sum that settles a notice',
  vat: 'the treatment of VAT, which is in no sum',
  subject: 'placement, interim provision or settlement',
  provider: 'the provider, by its id in the register',
  category: 'the category of the setting as agreed',
  route: 'the route of the contract',
  need: 'primary need of the learner, as known then',
  cohort: 'the calendar year in which the reception year of the learner began',
  district: 'district of the learner’s home, as known then',
} as const;

export type CommitmentsQuery = Split &
  Readonly<{
    /** Each after the one before, without a gap. */
    spans: readonly Span[];
    /** Microseconds since 1970; undefined as known now. */
    knownAt: number | undefined;
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
}>;

export type Commitments = Readonly<{
  sums: readonly Commitment[];
  /** Each span whole. */
  totals: readonly Commitment[];
  counts: CommitmentsCounts;
}>;

type Db = Kysely<JourneyTables>;

const termsQuery = (db: Db, { spans, knownAt }: CommitmentsQuery) =>
  db
    .selectFrom('terms')
    .leftJoin('journeys', (join) =>
      join.onRef('journeys.stream', '=', 'terms.stream').on(asKnownAt(knownAt, 'journeys')),
    )
    .leftJoin('register', (join) =>
      join
        .onRef('register.stream', '=', 'terms.stream')
        .onRef('register.row_key', '=', 'terms.about')
        .on(asKnownAt(knownAt, 'register')),
    )
    .selectAll('terms')
    .select(['journeys.need', 'journeys.cohort', 'journeys.district'])
    .select('register.started_precision')
    .where(asKnownAt(knownAt, 'terms'))
    .where('terms.from_day', '<=', spans.at(-1)?.to ?? '')
    .where('terms.to_day', '>=', spans[0]?.from ?? '')
    .orderBy('terms.stream')
    .orderBy('terms.about');

type TermsRead = Awaited<ReturnType<ReturnType<typeof termsQuery>['execute']>>[number];

const termsIn = (row: TermsRead): TermsInForce => ({
  subject: row.subject as TermsInForce['subject'],
  about: nameOf(row),
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

const valuesIn = (row: TermsRead) => ({
  subject: row.subject,
  provider: row.provider_id,
  category: row.category,
  route: row.route,
  need: row.need,
  cohort: row.cohort,
  district: row.district,
});

/** What is to be paid, as it was known: {@link addingUp} over the table `terms`. */
export const commitmentsOf = async (
  db: Db,
  facts: ProviderFacts,
  query: CommitmentsQuery,
): Promise<Commitments> => {
  const rows = await termsQuery(db, query).execute();
  const sums = addingUp(query.spans, query);
  const totals = addingUp(query.spans, { ...query, by: [] });
  for (const row of rows) {
    const calendar = facts.calendarOf(row.provider_id);
    for (const one of [sums, totals]) one.add(termsIn(row), calendar, valuesIn(row));
  }
  const agreedWithout = await agreedWithoutFirstDay(db, query.knownAt);
  return {
    sums: sums.answer(),
    totals: totals.answer(),
    counts: { ...countsIn(rows), agreedWithoutFirstDay: agreedWithout },
  };
};
