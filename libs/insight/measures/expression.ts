import { sql, type RawBuilder, type SqlBool } from 'kysely';

/** `sql` on the columns of the facts, which a query knows as `f`. */
export type Expression<T = unknown> = RawBuilder<T>;
export type Condition = RawBuilder<SqlBool>;

/** A column of the facts. */
export const fact = <T = unknown>(column: string): Expression<T> =>
  sql<T>`${sql.ref(`f.${column}`)}`;
