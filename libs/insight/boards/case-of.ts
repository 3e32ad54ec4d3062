import { sql, type RawBuilder, type SqlBool } from 'kysely';
import type { LocalDate } from '#libs/event-sourcing';
import { openEnd } from '#libs/projections';
import type { Whose } from '../queries/worklist-page.js';

/** Whose cases a board shows on a day; all of them where nothing is said. */
export type CasesOf = Readonly<{ whose?: Whose | undefined; today: LocalDate }>;

/** For `where`: the case of the stream in `table` is theirs on that day. */
export const isCaseOf = ({ whose, today }: CasesOf, table: string): RawBuilder<SqlBool> => {
  if (whose === undefined) return sql<SqlBool>`1 = 1`;
  const assigned = sql`select 1 from assignments as held
    where held.stream = ${sql.ref(`${table}.stream`)} and held.known_to = ${openEnd}
    and held.from_day <= ${today} and held.to_day >= ${today}`;
  if ('unassigned' in whose) return sql<SqlBool>`not exists (${assigned})`;
  const [column, value] =
    'officer' in whose ? ['held.officer', whose.officer] : ['held.team', whose.team];
  return sql<SqlBool>`exists (${assigned} and ${sql.ref(column)} = ${value})`;
};
