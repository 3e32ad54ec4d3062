import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { openEnd } from './database.js';

/**
 * For `where` on a table with history: its rows as they were known at an instant (microseconds since
 * 1970); without one, as they are known now. `table` where the query names several.
 *
 * ```ts
 * db.selectFrom('register').where(asKnownAt(knownAt)).selectAll()
 * ```
 */
export const asKnownAt = (knownAt?: number, table?: string): RawBuilder<SqlBool> => {
  const column = (name: string) => sql.ref(table === undefined ? name : `${table}.${name}`);
  if (knownAt === undefined) return sql<SqlBool>`${column('known_to')} = ${openEnd}`;
  return sql<SqlBool>`(${column('known_from')} <= ${knownAt} and ${column('known_to')} > ${knownAt})`;
};
