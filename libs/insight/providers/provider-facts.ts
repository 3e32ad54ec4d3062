import type { Kysely } from 'kysely';
import type { Instant, LocalDate } from '#libs/event-sourcing';
import { asKnownAt, microsIn } from '#libs/projections';
import type { SchoolTerm } from './default-terms.js';
import { providerIdOf } from './provider-columns.js';
import type { ProviderTables } from './provider-tables.js';
import { ENGLAND, schoolCalendar, type SchoolCalendar } from './school-calendar.js';
import { successorsIn, type Successors } from './successors.js';

/** What answers about journeys need of the schools: read once, then asked without the database. */
export type ProviderFacts = Readonly<{
  /** When a school is open; England's default for what is not in the register. */
  calendarOf: (providerId: string | null | undefined) => SchoolCalendar;
  successors: Successors;
}>;

type Db = Kysely<ProviderTables>;

/** As it was known at an instant; without one, as it is known now. */
export const readProviderFacts = async (db: Db, knownAt?: Instant): Promise<ProviderFacts> => {
  const [calendars, successors] = await Promise.all([
    readCalendars(db, knownAt),
    readSuccessors(db, knownAt),
  ]);
  return {
    calendarOf: (providerId) => calendars.get(providerId ?? '') ?? ENGLAND,
    successors,
  };
};

const readCalendars = async (
  db: Db,
  knownAt?: Instant,
): Promise<ReadonlyMap<string, SchoolCalendar>> => {
  const rows = await db
    .selectFrom('term_dates')
    .selectAll()
    .where(asKnownAt(knownAt && microsIn(knownAt)))
    .orderBy('stream')
    .orderBy('first_day')
    .execute();
  const byProvider = Map.groupBy(rows, ({ stream }) => providerIdOf(stream));
  return new Map(
    [...byProvider].map(([id, own]) => {
      const byYear = Map.groupBy(own, (row) => row.academic_year);
      return [id, schoolCalendar(new Map([...byYear].map(([year, of]) => [year, of.map(termIn)])))];
    }),
  );
};

const termIn = (row: ProviderTables['term_dates']): SchoolTerm => ({
  term: row.term as SchoolTerm['term'],
  firstDay: row.first_day as LocalDate,
  lastDay: row.last_day as LocalDate,
  halfTerm:
    row.half_term_from === null
      ? undefined
      : {
          from: row.half_term_from as LocalDate,
          to: (row.half_term_to ?? row.half_term_from) as LocalDate,
        },
  closedDays: row.closed_days.split(',').filter((day) => day !== '') as LocalDate[],
});

const readSuccessors = async (db: Db, knownAt?: Instant): Promise<Successors> => {
  const micros = knownAt && microsIn(knownAt);
  const told = await db
    .selectFrom('successions')
    .select(['predecessor_urn', 'predecessor_id', 'successor_id', 'took_over_from'])
    .where(asKnownAt(micros))
    .execute();
  const named = await db
    .selectFrom('providers')
    .select(['provider_id', 'urn'])
    .where(asKnownAt(micros))
    .where('urn', 'is not', null)
    .orderBy('provider_id')
    .orderBy('from_day')
    .execute();
  const urns = Map.groupBy(named, ({ provider_id: id }) => id);
  return successorsIn(
    told.map((row) => ({
      predecessorUrn: row.predecessor_urn,
      predecessorId: row.predecessor_id ?? undefined,
      successorId: row.successor_id,
      on: (row.took_over_from ?? '') as LocalDate,
    })),
    new Map([...urns].map(([id, own]) => [id, own.map(({ urn }) => urn ?? '')])),
  );
};
