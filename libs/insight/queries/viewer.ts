import { sql, type RawBuilder, type SqlBool } from 'kysely';
import { openEnd } from '#libs/projections';

/** Who looks at a list. Restricted records show to those they name, and to those who may see all. */
export type Viewer = Readonly<{ id: string; seesRestricted: boolean }>;

/** `column` holds ids as `|id|id|`. */
const isNamed = (column: string, { id }: Viewer): RawBuilder<SqlBool> =>
  sql<SqlBool>`${sql.ref(column)} like ${`%|${escaped(id)}|%`} escape '!'`;

const escaped = (text: string): string => text.replace(/[!%_]/g, (character) => `!${character}`);

/** For `where`: the record of the stream in `table` is not restricted, or shows to the viewer. */
export const isShownTo = (viewer: Viewer, table: string): RawBuilder<SqlBool> =>
  viewer.seesRestricted
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`not exists (select 1 from journeys as restricted
        where restricted.stream = ${sql.ref(`${table}.stream`)} and restricted.row_key = 'journey'
        and restricted.known_to = ${openEnd} and restricted.restriction is not null
        and not (${isNamed('restricted.seen_by', viewer)}))`;

/** The same, for a table that has the restriction in its own rows. */
export const isShownItselfTo = (viewer: Viewer, table: string): RawBuilder<SqlBool> =>
  viewer.seesRestricted
    ? sql<SqlBool>`1 = 1`
    : sql<SqlBool>`(${sql.ref(`${table}.restriction`)} is null or ${isNamed(`${table}.seen_by`, viewer)})`;

/** 1 where the rows are behind, because their stream could not be carried on. */
export const isStale = (table: string): RawBuilder<number> =>
  sql<number>`exists (select 1 from parked where parked.stream = ${sql.ref(`${table}.stream`)})`;
